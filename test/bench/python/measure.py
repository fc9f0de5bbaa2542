"""Runs a program and prints its wall time and the most memory that it held: measure.py PROGRAM WORD…"""

import json
import os
import subprocess
import sys
import time

started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
errors = process.stderr.read()
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - started
# ru_maxrss counts kibibytes on Linux.
measured = {"seconds": seconds, "peakBytes": usage.ru_maxrss * 1024}
print(json.dumps({**measured, "exitCode": os.waitstatus_to_exitcode(status), "errors": errors[-500:]}))
