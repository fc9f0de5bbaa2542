"""Compares the tensor files that src/tensor reads with what NumPy, safetensors and ml_dtypes wrote.

Needs numpy, ml_dtypes and safetensors, Node on the path and the repository's node_modules (esbuild).
Every file is written here by the real library; every element that comes back is compared. The last line printed is
"N passed, N failed"; the exit code is 1 when anything failed.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import tensor_cases_binary
import tensor_cases_json
import tensor_cases_refused
from tensor_reader import Suite


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        for cases in (tensor_cases_binary, tensor_cases_json, tensor_cases_refused):
            cases.add_to(suite)
        passed, failed = suite.run()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
