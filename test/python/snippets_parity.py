"""Runs the snippets of PyTorch, Keras and JAX, and compares them with torchvision, PyTorch's own losses and the formula.

Usage: python3 test/python/snippets_parity.py
"""

import importlib.util
import itertools
import math
import os
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
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss as torchvision_focal_loss

jax.config.update("jax_enable_x64", True)

SNIPPETS = Path(__file__).resolve().parents[2] / "src" / "snippets" / "frameworks"
ALPHAS = (None, 0.0, 0.25, 0.6, 1.0)
GAMMAS = (0.0, 0.5, 1.0, 2.0, 5.0)
passed = 0
failures: list[str] = []


def load(name: str, framework: str = "pytorch"):
    spec = importlib.util.spec_from_file_location(f"{framework}_{name}", SNIPPETS / framework / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FocalLoss = load("focal_loss").FocalLoss
sigmoid_focal_loss = load("sigmoid_focal_loss").sigmoid_focal_loss
SoftmaxFocalLoss = load("softmax_focal_loss").SoftmaxFocalLoss
AsymmetricLoss = load("asymmetric_loss").AsymmetricLoss
KerasAsymmetricLoss = load("asymmetric_loss", "keras").AsymmetricLoss
jax_asymmetric_loss = load("asymmetric_loss", "jax").asymmetric_loss


def as_function(logits, targets, alpha, gamma, reduction):
    return sigmoid_focal_loss(logits, targets, alpha, gamma, reduction)


def as_module(logits, targets, alpha, gamma, reduction):
    return FocalLoss(alpha, gamma, reduction)(logits, targets)


SIGMOID_SNIPPETS = {"sigmoid_focal_loss": as_function, "FocalLoss": as_module}


def check(name: str, holds: bool) -> None:
    global passed
    if holds:
        passed += 1
    else:
        failures.append(name)


def close(actual, expected, relative, absolute=0.0) -> bool:
    actual, expected = actual.detach().double(), expected.detach().double()
    return actual.shape == expected.shape and torch.allclose(actual, expected, rtol=relative, atol=absolute)


def raises(action) -> bool:
    try:
        action()
    except ValueError:
        return True
    return False


def weight_of(targets, alpha):
    return 1.0 if alpha is None else alpha * targets.double() + (1 - alpha) * (1 - targets.double())


def formula(logits, targets, alpha, gamma):
    """Lin et al. 2017, eq. 5, in float64 from the probabilities themselves, for moderate logits."""
    p = torch.sigmoid(logits.double())
    p_t = torch.where(targets == 1, p, 1 - p)
    return -weight_of(targets, alpha) * (1 - p_t) ** gamma * torch.log(p_t)


def reduced(losses, targets, reduction):
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    return losses.sum() / max(1, int(targets.sum()))


def compare_sigmoid(generator: torch.Generator) -> None:
    logits = 4 * torch.randn(200, 7, generator=generator)
    targets = (torch.rand(200, 7, generator=generator) < 0.1).float()
    for (name, loss), alpha, gamma in itertools.product(SIGMOID_SNIPPETS.items(), ALPHAS, GAMMAS):
        case = f"{name} alpha={alpha} gamma={gamma}"
        # torchvision switches alpha off below 0.
        for reduction in ("none", "mean", "sum"):
            expected = torchvision_focal_loss(
                logits.double(), targets.double(), -1 if alpha is None else alpha, gamma, reduction
            )
            in_double = loss(logits.double(), targets, alpha, gamma, reduction)
            check(f"{case} {reduction}: torchvision in float64", close(in_double, expected, 1e-9, 1e-15))
            in_single = loss(logits, targets, alpha, gamma, reduction)
            # PyTorch's own float32 cross-entropy is exact to 3e-7, not relatively.
            check(f"{case} {reduction}: float32", close(in_single, expected, 2e-5, 3e-7))
        for reduction in ("none", "mean", "sum", "mean_over_positives"):
            expected = reduced(formula(logits, targets, alpha, gamma), targets, reduction)
            actual = loss(logits.double(), targets, alpha, gamma, reduction)
            check(f"{case} {reduction}: the formula", close(actual, expected, 1e-9, 1e-15))
        compare_gradients(case, loss, alpha, gamma, logits, targets)


def compare_gradients(case, loss, alpha, gamma, logits, targets) -> None:
    """Against torchvision's by autograd, against the paper's closed form, and by finite differences."""
    mine = logits.double().requires_grad_()
    theirs = logits.double().requires_grad_()
    loss(mine, targets, alpha, gamma, "sum").backward()
    torchvision_focal_loss(theirs, targets.double(), -1 if alpha is None else alpha, gamma, "sum").backward()
    check(f"{case}: gradient as torchvision's", close(mine.grad, theirs.grad, 1e-7, 1e-12))
    sign = 2 * targets.double() - 1
    p_t = torch.sigmoid(sign * logits.double())
    slope = sign * weight_of(targets, alpha) * (1 - p_t) ** gamma * (gamma * p_t * torch.log(p_t) + p_t - 1)
    check(f"{case}: gradient of appendix B", close(mine.grad, slope, 1e-7, 1e-12))
    few = logits[:2].double().requires_grad_()
    check(
        f"{case}: finite differences",
        torch.autograd.gradcheck(lambda x: loss(x, targets[:2], alpha, gamma, "none"), (few,)),
    )


def compare_extremes() -> None:
    """Finite values and gradients for logits far beyond where probabilities round to 0 and 1."""
    values = torch.tensor([-1e4, -200.0, -100.0, -20.0, 0.0, 20.0, 100.0, 200.0, 1e4])
    for (name, loss), gamma in itertools.product(SIGMOID_SNIPPETS.items(), GAMMAS):
        for target, dtype in itertools.product((0.0, 1.0, 0.3), (torch.float32, torch.float64)):
            logits = values.to(dtype, copy=True).requires_grad_()
            result = loss(logits, torch.full_like(values, target), 0.25, gamma, "none")
            result.sum().backward()
            case = f"{name} gamma={gamma} target={target} {dtype}"
            check(f"{case}: finite", bool(torch.isfinite(result).all()))
            check(f"{case}: finite gradient", bool(torch.isfinite(logits.grad).all()))
        wrong = loss(torch.tensor([-1e4]), torch.tensor([1.0]), None, gamma, "sum")
        check(f"{name} gamma={gamma}: a wrong certainty costs its logit", math.isclose(wrong.item(), 1e4, rel_tol=1e-6))


def compare_sure_predictions() -> None:
    """In float32 a prediction that is sure keeps its digits, and one that is certain and right costs nothing."""
    margins = torch.arange(4.0, 19.0, 0.5)
    sure = torch.cat([margins, -margins])
    targets = (sure > 0).float()
    for (name, loss), gamma in itertools.product(SIGMOID_SNIPPETS.items(), (0.0, 1.0, 2.0)):
        x_t = margins.double()
        exact = torch.sigmoid(-x_t) ** gamma * torch.log1p(torch.exp(-x_t))
        actual = loss(sure, targets, None, gamma, "none")
        check(f"{name} gamma={gamma}: digits of sure predictions", close(actual, exact.repeat(2), 2e-6))
        logits = torch.tensor([math.inf, -math.inf]).requires_grad_()
        certain = loss(logits, torch.tensor([1.0, 0.0]), 0.25, gamma, "sum")
        certain.backward()
        check(f"{name} gamma={gamma}: an infinite logit that is right costs nothing", abs(certain.item()) < 1e-30)
        check(f"{name} gamma={gamma}: and has no gradient", bool((logits.grad.abs() < 1e-30).all()))
    for gamma in (0.0, 1.0, 2.0):
        # Two others share what the true class leaves.
        rows = torch.stack([margins, torch.zeros_like(margins), torch.zeros_like(margins)], dim=1)
        rest = 2 * torch.exp(-margins.double())
        exact = (rest / (1 + rest)) ** gamma * torch.log1p(rest)
        none = SoftmaxFocalLoss(gamma, reduction="none")
        index = torch.zeros(len(margins), dtype=torch.long)
        check(f"SoftmaxFocalLoss gamma={gamma}: digits of sure predictions", close(none(rows, index), exact, 2e-6))
        masked = torch.tensor([[1.0, -math.inf, 0.5], [2.0, 1.0, -math.inf]]).requires_grad_()
        loss = none(masked, torch.tensor([0, 1]))
        loss.sum().backward()
        p = torch.softmax(masked.detach().double(), dim=1)[[0, 1], [0, 1]]
        check(f"SoftmaxFocalLoss gamma={gamma}: masked classes", close(loss, -((1 - p) ** gamma) * torch.log(p), 2e-6))
        check(f"SoftmaxFocalLoss gamma={gamma}: their gradient", bool(torch.isfinite(masked.grad).all()))


def compare_scripted(generator: torch.Generator) -> None:
    """torch.jit.script compiles every snippet, and what it compiles gives the same values."""
    logits = torch.randn(30, generator=generator)
    targets = (torch.rand(30, generator=generator) < 0.3).float()
    scripted = torch.jit.script(load("sigmoid_focal_loss").sigmoid_focal_loss)
    for reduction, alpha in itertools.product(("none", "sum", "mean", "mean_over_positives"), (None, 0.25)):
        expected = sigmoid_focal_loss(logits, targets, alpha, 2.0, reduction)
        check(f"scripted sigmoid_focal_loss {reduction} alpha={alpha}", close(scripted(logits, targets, alpha, 2.0, reduction), expected, 1e-6))
        module = FocalLoss(alpha, 2.0, reduction)
        check(f"scripted FocalLoss {reduction} alpha={alpha}", close(torch.jit.script(module)(logits, targets), expected, 1e-6))
    rows = torch.randn(20, 4, generator=generator)
    index = torch.randint(4, (20,), generator=generator)
    for reduction, alpha in itertools.product(("none", "sum", "mean"), (None, (0.1, 0.5, 1.0, 2.0))):
        module = SoftmaxFocalLoss(2.0, alpha, reduction=reduction)
        check(f"scripted SoftmaxFocalLoss {reduction}", close(torch.jit.script(module)(rows, index), module(rows, index), 1e-6))


def compare_types(generator: torch.Generator) -> None:
    logits = torch.randn(50, generator=generator)
    targets = torch.rand(50, generator=generator) < 0.3
    for name, loss in SIGMOID_SNIPPETS.items():
        expected = loss(logits, targets.float(), 0.25, 2.0, "mean")
        for converted in (targets, targets.long(), targets.double()):
            result = loss(logits, converted, 0.25, 2.0, "mean")
            check(f"{name}: targets of {converted.dtype}", result.dtype == torch.float32 and bool(result == expected))
        for dtype in (torch.float16, torch.bfloat16):
            half = loss(logits.to(dtype), targets, 0.25, 2.0, "none")
            rounded = loss(logits.to(dtype).float(), targets, 0.25, 2.0, "none")
            check(f"{name}: {dtype} is computed in float32", half.dtype == torch.float32 and close(half, rounded, 0))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            check(f"{name}: under autocast", close(loss(logits, targets, 0.25, 2.0, "mean"), expected, 1e-6))
        empty = loss(logits, torch.zeros(50), 0.25, 2.0, "mean_over_positives")
        check(f"{name}: no positives", close(empty, loss(logits, torch.zeros(50), 0.25, 2.0, "sum"), 1e-7))
        check(f"{name}: shapes that only broadcast", raises(lambda: loss(logits, targets[:1], 0.25, 2.0, "mean")))
        check(f"{name}: an unknown reduction", raises(lambda: loss(logits, targets, 0.25, 2.0, "average")))


def compare_softmax(generator: torch.Generator) -> None:
    logits = 3 * torch.randn(40, 6, 5, generator=generator)
    targets = torch.randint(6, (40, 5), generator=generator)
    targets[torch.rand(40, 5, generator=generator) < 0.2] = -100
    weights = (0.1, 0.5, 1.0, 2.0, 0.25, 0.7)
    counted = targets != -100
    for gamma, alpha in itertools.product(GAMMAS, (None, weights)):
        case = f"SoftmaxFocalLoss gamma={gamma} alpha={'weights' if alpha else None}"
        p = torch.softmax(logits.double(), dim=1)
        p_y = p.gather(1, targets.clamp(min=0).unsqueeze(1)).squeeze(1)
        alpha_y = torch.tensor(alpha).double()[targets.clamp(min=0)] if alpha else 1.0
        expected = torch.where(counted, -alpha_y * (1 - p_y) ** gamma * torch.log(p_y), 0.0)
        none = SoftmaxFocalLoss(gamma, alpha, reduction="none")(logits.double(), targets)
        check(f"{case}: the formula", close(none, expected, 1e-9 if alpha is None else 1e-7, 1e-14))
        mean = SoftmaxFocalLoss(gamma, alpha)(logits.double(), targets)
        check(f"{case}: mean of those that count", close(mean, none.sum() / counted.sum(), 1e-12))
        total = SoftmaxFocalLoss(gamma, alpha, reduction="sum")(logits.double(), targets)
        check(f"{case}: sum", close(total, none.sum(), 1e-12))
        few = logits[:3].double().requires_grad_()
        loss = SoftmaxFocalLoss(gamma, alpha, reduction="none")
        check(f"{case}: finite differences", torch.autograd.gradcheck(lambda x: loss(x, targets[:3]), (few,)))
        steep = (1e4 * torch.eye(6)).requires_grad_()
        SoftmaxFocalLoss(gamma, alpha)(steep, torch.arange(6)).backward()
        check(f"{case}: finite gradient of certainty", bool(torch.isfinite(steep.grad).all()))
    plain = SoftmaxFocalLoss(gamma=0.0)(logits.double(), targets)
    check("SoftmaxFocalLoss gamma=0: cross-entropy", close(plain, F.cross_entropy(logits.double(), targets), 1e-12))
    moved = SoftmaxFocalLoss(alpha=weights).to(torch.float64)
    check("SoftmaxFocalLoss: alpha is a buffer", "alpha" in dict(moved.named_buffers()))


def asymmetric_formula(logits, targets, gamma_positive, gamma_negative, clip):
    """Ridnik et al. 2021, eq. 4 to 7, in float64 from the probabilities themselves, for moderate logits."""
    p = torch.sigmoid(logits.double())
    p_m = torch.clamp(p - clip, min=0)
    of_positive = -((1 - p) ** gamma_positive) * torch.log(p)
    of_negative = -(p_m**gamma_negative) * torch.log(1 - p_m)
    return targets * of_positive + (1 - targets) * of_negative


def compare_asymmetric(generator: torch.Generator) -> None:
    logits = 4 * torch.randn(100, 7, generator=generator)
    targets = (torch.rand(100, 7, generator=generator) < 0.1).float()
    soft = torch.rand(100, 7, generator=generator)
    certain = torch.tensor([-1e4, -200.0, -20.0, 0.0, 20.0, 200.0, 1e4])
    for gamma_positive, gamma_negative, clip in itertools.product((0.0, 1.0), (0.0, 0.5, 2.0, 4.0), (0.0, 0.05, 0.2)):
        case = f"AsymmetricLoss gammas={gamma_positive}, {gamma_negative} clip={clip}"
        parameters = (gamma_positive, gamma_negative, clip)
        none = AsymmetricLoss(*parameters, reduction="none")
        for labels in (targets, soft):
            expected = asymmetric_formula(logits, labels, *parameters)
            check(f"{case}: the formula", close(none(logits.double(), labels), expected, 1e-9, 1e-15))
            check(f"{case}: float32", close(none(logits, labels), expected, 2e-5, 3e-7))
        expected = asymmetric_formula(logits, targets, *parameters)
        check(f"{case}: mean", close(AsymmetricLoss(*parameters)(logits.double(), targets), expected.mean(), 1e-9))
        few = logits[:2].double().requires_grad_()
        check(f"{case}: finite differences", torch.autograd.gradcheck(lambda x: none(x, targets[:2]), (few,)))
        for target in (0.0, 1.0, 0.3):
            sure = certain.clone().requires_grad_()
            result = none(sure, torch.full_like(sure, target))
            result.sum().backward()
            check(f"{case} target={target}: finite", bool(torch.isfinite(result).all() and torch.isfinite(sure.grad).all()))
        if clip == 0 and gamma_positive == gamma_negative:
            focal = FocalLoss(None, gamma_positive, "none")(logits.double(), soft if gamma_positive == 0 else targets)
            mine = none(logits.double(), soft if gamma_positive == 0 else targets)
            check(f"{case}: focal loss", close(mine, focal, 1e-12))
    check("AsymmetricLoss: shapes that only broadcast", raises(lambda: AsymmetricLoss()(logits, targets[:1])))
    check("AsymmetricLoss: an unknown reduction", raises(lambda: AsymmetricLoss(reduction="average")))


def compare_asymmetric_of_keras_and_jax(generator: torch.Generator) -> None:
    logits = 4 * torch.randn(60, 7, generator=generator)
    certain = np.array([-1e4, -200.0, -20.0, 0.0, 20.0, 200.0, 1e4], dtype=np.float32)
    hard = (torch.rand(60, 7, generator=generator) < 0.1).float()
    soft = torch.rand(60, 7, generator=generator)
    model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(7)])
    for gamma_positive, gamma_negative, clip in itertools.product((0.0, 1.0), (0.0, 0.5, 2.0, 4.0), (0.0, 0.05, 0.2)):
        case = f"gammas={gamma_positive}, {gamma_negative} clip={clip}"
        parameters = (gamma_positive, gamma_negative, clip)
        none, mean = KerasAsymmetricLoss(*parameters, reduction="none"), KerasAsymmetricLoss(*parameters)
        for labels in (hard, soft):
            expected = asymmetric_formula(logits, labels, *parameters).numpy()
            of_jax = jax_asymmetric_loss(jnp.asarray(logits.double().numpy()), jnp.asarray(labels.numpy()), *parameters)
            check(f"JAX {case}: the formula", np.allclose(of_jax, expected, rtol=1e-9, atol=1e-15))
            of_keras = np.asarray(none(labels.numpy(), logits.numpy()))
            check(f"Keras {case}: the formula", np.allclose(of_keras, expected, rtol=2e-5, atol=3e-7))
            check(f"Keras {case}: mean", np.isclose(float(mean(labels.numpy(), logits.numpy())), expected.mean(), rtol=2e-5))
        for target in (0.0, 1.0, 0.3):
            targets = jnp.full(certain.shape, target, dtype=jnp.float32)
            value, slope = jax.value_and_grad(lambda x: jax_asymmetric_loss(x, targets, *parameters).sum())(jnp.asarray(certain))
            check(f"JAX {case} target={target}: finite", bool(jnp.isfinite(value)) and bool(jnp.isfinite(slope).all()))
            check(f"Keras {case} target={target}: finite", bool(np.isfinite(np.asarray(none(targets, certain))).all()))
        again = KerasAsymmetricLoss.from_config(none.get_config())
        check(f"Keras {case}: its configuration", np.array_equal(again(soft.numpy(), logits.numpy()), none(soft.numpy(), logits.numpy())))
    half = jax_asymmetric_loss(jnp.asarray(logits.numpy(), dtype=jnp.bfloat16), jnp.asarray(hard.numpy()))
    check("JAX: bfloat16 is computed in float32", half.dtype == jnp.float32)
    check("JAX: shapes that only broadcast", raises(lambda: jax_asymmetric_loss(jnp.zeros((3, 7)), jnp.zeros((1, 7)))))
    check("JAX: compiled", bool(jnp.isfinite(jax.jit(jax_asymmetric_loss)(jnp.zeros((3, 7)), jnp.ones((3, 7)))).all()))
    model.compile(loss=KerasAsymmetricLoss(), optimizer="adam")
    inputs = np.random.default_rng(1).normal(size=(60, 3)).astype(np.float32)
    before = model.evaluate(inputs, hard.numpy(), verbose=0)
    model.fit(inputs, hard.numpy(), epochs=20, verbose=0)
    check("Keras: a model trains with it", model.evaluate(inputs, hard.numpy(), verbose=0) < before)


def compare_starts() -> None:
    """A head that starts at the share of positives gives that share for inputs of zero."""
    for prior in (0.01, 0.0025, 0.3):
        layer = torch.nn.Linear(4, 3)
        load("start_at_prior").start_at_prior(layer, prior)
        check(f"PyTorch: starts at {prior}", close(torch.sigmoid(layer(torch.zeros(2, 4))), torch.full((2, 3), prior), 1e-6))
        dense = keras.layers.Dense(3, bias_initializer=load("prior_bias", "keras").prior_bias(prior))
        check(f"Keras: starts at {prior}", np.allclose(keras.ops.sigmoid(dense(np.zeros((2, 4)))), prior, rtol=1e-6))
        bias = load("prior_bias", "jax").prior_bias(prior)(jax.random.key(0), (3,))
        check(f"JAX: starts at {prior}", np.allclose(jax.nn.sigmoid(bias), prior, rtol=1e-6))


def main() -> int:
    generator = torch.Generator().manual_seed(20170807)
    compare_sigmoid(generator)
    compare_extremes()
    compare_sure_predictions()
    compare_scripted(generator)
    compare_types(generator)
    compare_softmax(generator)
    compare_asymmetric(generator)
    compare_asymmetric_of_keras_and_jax(generator)
    compare_starts()
    for failure in failures:
        print(f"FAIL {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
