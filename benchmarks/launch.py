"""Runs a command and writes what it took as JSON into a file: launch.py FILE COMMAND …

It stands between the benchmarks and what they measure because Linux takes over the peak memory of
the process that starts another one: this one is smaller than any that is measured.
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
with open(file, "w") as written:  # noqa: PTH123 - pathlib would make it larger
    written.write(f'{{"cpu": {cpu}, "wall": {wall}, "memory": {used.ru_maxrss / 1024}}}')
sys.exit(os.waitstatus_to_exitcode(status))
