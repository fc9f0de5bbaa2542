"""Compares every statistic of `focal-loss check` with PyTorch, torchvision, scikit-learn, SciPy and NumPy.

Needs torch, torchvision, sklearn, scipy and numpy, Node on the path and the repository's node_modules (esbuild).
The command line is built afresh and run on the example data and on tensors of every interpretation. The last line
printed is "N passed, N failed"; the exit code is 1 when anything failed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from check_cases import all_cases
from check_comparison import compare
from command_line import command_line


def check(command, case, folder):
    paths = case.paths
    if case.arrays is not None:
        paths = [folder / "case.npz"]
        np.savez(paths[0], **case.arrays)
    run = subprocess.run([*command, "check", *paths, "--json", *case.options], capture_output=True, text=True)
    if run.returncode == 2:
        return None, run.stderr.strip()
    return json.loads(run.stdout), None


def main():
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = command_line()
        for case in all_cases():
            report, problem = check(command, case, folder)
            if report is None:
                print(f"{case.name}: {problem}")
                failed += 1
                continue
            comparison = compare(case.name, report, case.reference, case.values, case.channel_axis)
            passed += comparison.passed
            failed += len(comparison.failures)
            for failure in comparison.failures:
                print(failure)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
