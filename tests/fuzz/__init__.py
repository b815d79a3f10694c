"""Coverage-guided fuzzing: random inputs that are changed until they reach new code.

`targets` holds one module for each part of the product. Its function `check(data)` gets any bytes,
and raises an exception if the product breaks a promise. `corpus` holds small inputs to begin with,
from which the others are made, and `dictionaries` words to put into them.
"""
