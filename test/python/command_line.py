"""The command line of this checkout."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


@functools.cache
def command_line():
    """The words that run it. It is built first, unless `npm test` has built it for all scripts."""
    node = shutil.which("node")
    if node is None:
        sys.exit("Node is needed: there is no `node` on the path.")
    if "FOCAL_LOSS_BUILT" not in os.environ:
        subprocess.run([node, "esbuild.mjs"], cwd=REPOSITORY, check=True, capture_output=True)
    return [node, REPOSITORY / "dist" / "cli.js"]
