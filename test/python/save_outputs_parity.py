"""Runs the snippets and lines that save logits and targets, with PyTorch, Keras and JAX, and reads what they have saved.

Usage: python3 test/python/save_outputs_parity.py
"""

import importlib.util
import os
import re
import sys
import tempfile
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
# Keras keeps its settings in a folder of the user, which a test leaves alone.
os.environ["KERAS_HOME"] = tempfile.mkdtemp()

import jax
import jax.numpy as jnp
import keras
import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[2]
BATCHES, ROWS, FEATURES, CLASSES = 3, 5, 4, 6
passed = 0
failures: list[str] = []


def check(name: str, holds: bool) -> None:
    global passed
    if holds:
        passed += 1
    else:
        failures.append(name)


def snippet(framework: str):
    path = ROOT / "src" / "snippets" / "frameworks" / framework / "save_outputs.py"
    spec = importlib.util.spec_from_file_location(f"save_outputs_{framework}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.save_outputs


def line(name: str) -> str:
    source = (ROOT / "src" / "messages" / "saving-lines.ts").read_text()
    return re.search(rf'{name}: "(.*)",', source).group(1)


def inputs_and_targets(generator):
    inputs = generator.normal(size=(BATCHES, ROWS, FEATURES)).astype(np.float32)
    return inputs, generator.integers(0, CLASSES, size=(BATCHES, ROWS))


def same(name: str, saved, expected: dict) -> None:
    check(f"{name}: the arrays", sorted(saved.files) == sorted(expected))
    for key, values in expected.items():
        check(f"{name}: shape of {key}", saved[key].shape == values.shape)
        check(f"{name}: values of {key}", np.allclose(saved[key], values, rtol=1e-5, atol=1e-6))


def run_pytorch(folder: Path, inputs, targets) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(FEATURES, CLASSES), torch.nn.Dropout(0.5))
    rows = torch.utils.data.TensorDataset(torch.from_numpy(inputs).flatten(0, 1), torch.from_numpy(targets).flatten())
    batches = list(torch.utils.data.DataLoader(rows, batch_size=ROWS))
    file = str(folder / "pytorch.npz")
    for dtype in (torch.float32, torch.bfloat16):
        model = model.to(dtype)
        data = [(one.to(dtype), target) for one, target in batches]
        snippet("pytorch")(file, model, data)
        check(f"PyTorch {dtype}: the model trains as before", model.training)
        model.eval()
        logits = torch.cat([model(one) for one, _ in data])
        model.train()
        same(f"PyTorch {dtype}", np.load(file), {"logits": logits.detach().float().numpy(), "targets": targets.reshape(-1)})
    run_line("PyTorch", folder, line("pytorch"), logits.float(), torch.from_numpy(targets).flatten())


def run_keras(folder: Path, inputs, targets) -> None:
    model = keras.Sequential([keras.layers.Input((FEATURES,)), keras.layers.Dense(CLASSES)])
    file = str(folder / "keras.npz")
    snippet("keras")(file, model, list(zip(inputs, targets)))
    outputs = np.asarray(model(inputs.reshape(-1, FEATURES)))
    same("Keras", np.load(file), {"outputs": outputs, "targets": targets.reshape(-1)})
    run_line("Keras", folder, line("kerasAndJax"), model(inputs.reshape(-1, FEATURES)), targets.reshape(-1))


def run_jax(folder: Path, inputs, targets) -> None:
    weights = jnp.linspace(-1, 1, FEATURES * CLASSES).reshape(FEATURES, CLASSES)

    def apply(parameters, rows):
        return (rows @ parameters).astype(jnp.bfloat16)

    file = str(folder / "jax.npz")
    snippet("jax")(file, apply, weights, list(zip(inputs, targets)))
    logits = np.asarray(apply(weights, inputs.reshape(-1, FEATURES)).astype(jnp.float32))
    same("JAX", np.load(file), {"logits": logits, "targets": targets.reshape(-1)})
    run_line("JAX", folder, line("kerasAndJax"), inputs.reshape(-1, FEATURES) @ weights, jnp.asarray(targets.reshape(-1)))


def run_line(name: str, folder: Path, code: str, logits, targets) -> None:
    """Runs the line of the messages, which writes outputs.npz, in the folder."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        exec(code, {"np": np, "logits": logits, "targets": targets})
        saved = np.load("outputs.npz")
    finally:
        os.chdir(before)
    plain = logits.detach().numpy() if isinstance(logits, torch.Tensor) else np.asarray(logits)
    same(f"the line for {name}", saved, {"logits": plain, "targets": np.asarray(targets)})


def main() -> int:
    inputs, targets = inputs_and_targets(np.random.default_rng(20170807))
    with tempfile.TemporaryDirectory() as folder:
        run_pytorch(Path(folder), inputs, targets)
        run_keras(Path(folder), inputs, targets)
        run_jax(Path(folder), inputs, targets)
    for failure in failures:
        print(f"FAIL {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
