"""The statistics of a report, computed independently: PyTorch, torchvision, scikit-learn, SciPy, NumPy."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
import torchvision
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, logsumexp, softmax
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    confusion_matrix,
    recall_score,
    roc_auc_score,
    top_k_accuracy_score,
)

HARDEST = 20
RELIABILITY_BINS = 15


@dataclass
class Reference:
    """Loss terms of the elements that count, in the order of the file, one entry each."""

    cross_entropy: np.ndarray
    balanced: np.ndarray
    focal: np.ndarray
    focal_star: np.ndarray
    gradient: np.ndarray
    target_probability: np.ndarray
    positive: np.ndarray
    group: np.ndarray
    confidence: np.ndarray
    outcome: np.ndarray
    margin: np.ndarray | None
    element: np.ndarray
    counts: dict = field(default_factory=dict)
    temperature: float | None = None
    temperature_loss: float | None = None
    # The logits of a sigmoid: they have more digits than its probabilities.
    score: np.ndarray | None = None
    confidence_is_top_class: bool = False
    # The logits of a softmax, for the examples that count.
    logits: np.ndarray | None = None
    # The confidences of the logits divided by a temperature.
    confidence_at: Callable[[float], np.ndarray] | None = None


def sigmoid_reference(x, y, alpha, gamma, channels, ignore=None, weight=None):
    """x and y of the same shape, flat in the file's order; `channels` is the length of the class axis."""
    x, y = np.asarray(x, float).ravel(), np.asarray(y, float).ravel()
    element = np.arange(x.size)
    ignored = np.zeros(x.size, bool) if ignore is None else y == ignore
    if weight is not None:
        ignored |= weight.ravel() == 0
    finite = np.isfinite(x) & np.isfinite(y)
    use = finite & ~ignored
    logits = torch.tensor(x[use], requires_grad=True)
    targets = torch.tensor(y[use])
    scale = torch.ones_like(targets) if weight is None else torch.tensor(weight.ravel()[use])
    cross_entropy = scale * torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    off = -1 if alpha is None else alpha
    focal = scale * torchvision.ops.sigmoid_focal_loss(logits, targets, alpha=off, gamma=gamma)
    focal.sum().backward()
    share = 1 if alpha is None else alpha * targets + (1 - alpha) * (1 - targets)
    signed = lambda sign: -torch.nn.functional.logsigmoid(sign * gamma * logits) / gamma
    star = scale * (targets * signed(1) + (1 - targets) * signed(-1)) if gamma > 0 else cross_entropy * np.nan
    p = expit(x[use])
    hard = np.isin(y[use], (0, 1)).all()
    margin = np.where(y[use] == 1, x[use], -x[use]) if hard else None
    positive = y[use] >= 0.5
    reference = Reference(
        cross_entropy=cross_entropy.detach().numpy(),
        balanced=(share * cross_entropy).detach().numpy(),
        focal=focal.detach().numpy(),
        focal_star=star.detach().numpy(),
        gradient=np.abs(logits.grad.numpy()),
        target_probability=p * y[use] + (1 - p) * (1 - y[use]),
        positive=positive,
        group=(element[use] % channels) if channels > 1 else positive.astype(int),
        confidence=p,
        score=x[use],
        outcome=y[use],
        margin=margin,
        element=element[use],
        counts=counts_of(x.size, positive, ignored, finite),
        confidence_at=lambda temperature: expit(x[use] / temperature),
    )
    if margin is not None and margin.size:
        loss = lambda inverse: -np.mean(-np.logaddexp(0, -inverse * margin))
        fit_temperature(reference, loss)
    return reference


def softmax_reference(z, targets, alpha, gamma, background=None, ignore=None, weight=None):
    """z of shape (N, K); targets of shape (N,) with classes or (N, K) with shares."""
    z, targets = np.asarray(z, float), np.asarray(targets)
    index = targets.ndim == 1
    ignored = np.zeros(len(z), bool) if ignore is None or not index else targets == ignore
    if weight is not None:
        ignored |= weight == 0
    finite = np.isfinite(z).all(1)
    use = finite & ~ignored
    scale = np.ones(use.sum()) if weight is None else np.asarray(weight, float)[use]
    classes = z.shape[1]
    shares = np.eye(classes)[targets[use].astype(int)] if index else targets[use].astype(float)
    logits = torch.tensor(z[use], requires_grad=True)
    y = torch.tensor(shares)
    weights = torch.tensor(np.broadcast_to(1.0 if alpha is None else np.asarray(alpha, float), classes).copy())
    log_p = torch.log_softmax(logits, 1)
    missing = -torch.expm1(log_p)
    terms = -(y * log_p)
    cross_entropy = terms.sum(1)
    focal = (weights * missing**gamma * terms).sum(1)
    focal.sum().backward()
    target = shares.argmax(1)
    rows = np.arange(len(target))
    margins = np.stack([z[use][:, k] - logsumexp(np.delete(z[use], k, 1), axis=1) for k in range(classes)], 1)
    star = (shares * np.logaddexp(0, -gamma * margins)).sum(1) / gamma if gamma > 0 else np.full(len(target), np.nan)
    p = np.exp(log_softmax(z[use], 1))
    hard = bool((shares.max(1) == 1).all())
    positive = target != background if background is not None else np.ones(len(target), bool)
    reference = Reference(
        cross_entropy=scale * cross_entropy.detach().numpy(),
        balanced=scale * (weights * terms).sum(1).detach().numpy(),
        focal=scale * focal.detach().numpy(),
        focal_star=scale * star,
        gradient=scale * np.abs(logits.grad.numpy()[rows, target]),
        target_probability=(p * shares).sum(1),
        positive=positive,
        group=target,
        confidence=p.max(1),
        confidence_is_top_class=True,
        logits=z[use],
        outcome=(p.argmax(1) == target).astype(float),
        margin=margins[rows, target] if hard else None,
        element=np.arange(len(z))[use],
        counts=counts_of(len(z), positive, ignored, finite),
        confidence_at=lambda temperature: softmax(z[use] / temperature, 1).max(1),
    )
    if hard and len(target):
        loss = lambda inverse: -np.mean(log_softmax(inverse * z[use], 1)[rows, target])
        fit_temperature(reference, loss)
    return reference


def counts_of(elements, positive, ignored, finite):
    return {
        "elements": elements,
        "positives": int(positive.sum()),
        "negatives": int((~positive).sum()),
        "ignored": int(ignored.sum()),
        "nonFinite": int((~finite & ~ignored).sum()),
        "invalidTargets": 0,
    }


def fit_temperature(reference, loss):
    """SciPy's bounded minimisation over log(1 / T); no temperature where the minimum is at a bound."""
    found = minimize_scalar(lambda u: loss(np.exp(u)), bounds=(-3.4, 3.4), method="bounded", options={"xatol": 1e-11})
    if abs(found.x) < 3.3:
        reference.temperature = float(np.exp(-found.x))
        reference.temperature_loss = float(found.fun)


def reliability(reference):
    """Counts, mean confidence and accuracy of the filled bins, the last two by scikit-learn."""
    edges = np.linspace(0, 1, RELIABILITY_BINS + 1)
    counts, _ = np.histogram(reference.confidence, edges)
    accuracy, confidence = calibration_curve(
        reference.outcome, reference.confidence, n_bins=RELIABILITY_BINS, strategy="uniform"
    )
    return counts, confidence, accuracy


def ranking(reference):
    """Accuracy, ROC area and average precision by scikit-learn; the last two with positives and negatives only.

    Of a softmax with a background class only where there is one other class.
    """
    if reference.confidence_is_top_class:
        accuracy = reference.outcome.mean()
        outcome, score = reference.positive, np.where(reference.positive, reference.margin, -reference.margin)
        has_order = reference.logits.shape[1] == 2
    else:
        accuracy = accuracy_score(reference.outcome, reference.confidence >= 0.5)
        outcome, score = reference.outcome, reference.score
        has_order = True
    if not has_order or len(set(outcome)) < 2:
        return accuracy, None, None
    return accuracy, roc_auc_score(outcome, score), average_precision_score(outcome, score)


def confusions(reference):
    """The confusion matrix, the recall of each class and the top-5 accuracy by scikit-learn; the last with six classes and more.

    The first of several classes with the largest logit is the predicted one, as np.argmax has it.
    """
    if reference.confidence_is_top_class:
        classes = range(reference.logits.shape[1])
        targets, predicted = reference.group, reference.logits.argmax(1)
    else:
        classes = range(2)
        targets, predicted = reference.positive.astype(int), (reference.score >= 0).astype(int)
    matrix = confusion_matrix(targets, predicted, labels=list(classes))
    recall = recall_score(targets, predicted, labels=list(classes), average=None, zero_division=0)
    # A class without examples has no recall; older versions of scikit-learn cannot say so.
    recall = np.where(matrix.sum(1) == 0, np.nan, recall)
    if not reference.confidence_is_top_class or len(classes) < 6:
        return matrix, recall, None
    return matrix, recall, top_k_accuracy_score(targets, reference.logits, k=5, labels=list(classes))


def scaled_calibration_error(reference, temperature):
    """Expected calibration error (Guo et al. 2017) of the logits divided by a temperature."""
    confidence = reference.confidence_at(temperature)
    bins = np.minimum(RELIABILITY_BINS - 1, (confidence * RELIABILITY_BINS).astype(int))
    gaps = np.bincount(bins, reference.outcome - confidence, RELIABILITY_BINS)
    return np.abs(gaps).sum() / len(confidence)


def cumulative_loss(margin, gamma, shares):
    """Share of the loss carried by the easiest `shares` of the samples (Lin et al. 2017, Figure 4)."""
    cross_entropy = np.logaddexp(0, -margin)
    loss = np.sort(expit(-margin) ** gamma * cross_entropy)
    cumulative = np.concatenate([[0], np.cumsum(loss)])
    return cumulative[np.rint(np.asarray(shares) * len(loss)).astype(int)] / cumulative[-1]


def hardest(reference, side):
    """Elements with the largest cross-entropy, the first of equals first."""
    chosen = reference.positive if side == "positives" else ~reference.positive
    order = np.argsort(-reference.cross_entropy[chosen], kind="stable")[:HARDEST]
    return reference.element[chosen][order], reference.cross_entropy[chosen][order]
