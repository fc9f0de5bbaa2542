"""Runs a program and prints its wall time and the most memory that it held: measure.py PROGRAM WORD…"""

import json
import mmap
import os
import subprocess
import sys
import time

# More than any of the programs holds.
MEMORY_BYTES = 4 << 30


def claim_memory():
    """
    Uses memory and lets go of it again. What nobody uses for some seconds, a virtual machine may have given back to its
    host, and the first to come waits until it is there again: 2 s of a NumPy script that holds 2 GB. In a process of its
    own, since a program begins with the peak of the one that starts it.
    """
    child = os.fork()
    if child != 0:
        os.waitpid(child, 0)
        return
    with mmap.mmap(-1, MEMORY_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        if hasattr(mmap, "MADV_HUGEPAGE"):  # Linux alone has it.
            memory.madvise(mmap.MADV_HUGEPAGE)
        for page in range(0, MEMORY_BYTES, mmap.PAGESIZE):
            memory[page] = 1
    os._exit(0)


claim_memory()
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
errors = process.stderr.read()
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - started
# ru_maxrss counts kibibytes on Linux.
measured = {"seconds": seconds, "peakBytes": usage.ru_maxrss * 1024}
print(json.dumps({**measured, "exitCode": os.waitstatus_to_exitcode(status), "errors": errors[-500:]}))
