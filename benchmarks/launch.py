"""Runs a command and writes its costs to a file as JSON: launch.py FILE COMMAND …

On Linux, a new process inherits the peak memory of the process that starts it. So the benchmarks
start commands through this script, which needs less memory than any command they measure.
"""

import os
import sys
import time

file, *command = sys.argv[1:]
start = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - start
cpu = used.ru_utime + used.ru_stime
with open(file, "w") as written:  # noqa: PTH123 - importing pathlib would need more memory
    written.write(f'{{"cpu": {cpu}, "wall": {wall}, "memory": {used.ru_maxrss / 1024}}}')
sys.exit(os.waitstatus_to_exitcode(status))
