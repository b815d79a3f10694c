"""What `factcheck init` writes: a report of one's own that builds at once.

`files/` holds the files as templates: those of every report (`all`), of a host, and of a language
(`texts`). A leading “dot-” in a name stands for a dot. `requirements.txt` locks what the product
needs; this repository installs from it, too.
"""
