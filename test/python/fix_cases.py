"""Faulty losses in other forms than the pages on the rules have, each with the rule that its fix is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from run_rule_pages import reference

IMPORTS = """import torch
import torch.nn as nn
import torch.nn.functional as F
import numpy as np
from torchvision.ops import sigmoid_focal_loss


"""

LOGITS = torch.tensor([[-3.0, 0.5, 2.0], [1.5, -0.3, 0.1], [0.0, 4.0, -2.5], [-1.0, 0.7, 0.2]], dtype=torch.float64)
ZEROS_AND_ONES = torch.tensor([[0.0, 1.0, 1.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], dtype=torch.float64)
CLASSES = torch.tensor([2, 0, 1, 1])


def binary() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """As (N,) and as (N, C)."""
    return [(LOGITS.flatten(), ZEROS_AND_ONES.flatten()), (LOGITS, ZEROS_AND_ONES)]


def vectors() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return binary()[:1]


def classes() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(LOGITS, CLASSES)]


def sure_and_wrong() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(torch.tensor([-90.0, 90.0, 0.5, -0.5]), torch.tensor([1.0, 0.0, 1.0, 0.0]))]


def without_positives() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(LOGITS.flatten(), torch.zeros(LOGITS.numel(), dtype=torch.float64))]


@dataclass(frozen=True)
class FixCase:
    name: str
    rule: str | None
    """The rule whose faults are mended; None for all."""
    source: str
    """Its function `make` gives the loss."""
    inputs: Callable[[], list[tuple[torch.Tensor, torch.Tensor]]]
    reference: Callable


def over_positives(logits, targets):
    return reference.sigmoid(logits, targets, reduction="sum") / targets.sum().clamp(min=1)


def plain_sigmoid(logits, targets):
    return reference.sigmoid(logits, targets, alpha=-1)


SEED = '''
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2):
        super(FocalLoss, self).__init__()
        self.alpha = torch.tensor([alpha, 1-alpha]).cuda()
        self.gamma = gamma

    def forward(self, inputs, targets):
        BCE_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
        targets = targets.type(torch.long)
        at = self.alpha.gather(0, targets.data.view(-1))
        pt = torch.exp(-BCE_loss)
        F_loss = at*(1-pt)**self.gamma * BCE_loss
        return F_loss.mean()


make = FocalLoss
'''


def function(body: str, signature: str = "logits, targets, alpha=0.25, gamma=2.0") -> str:
    return f"def focal_loss({signature}):\n{body}\n\n\nmake = lambda: focal_loss\n"


BCE = """    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p = torch.sigmoid(logits)
    p_t = p * targets + (1 - p) * (1 - targets)
"""

SOURCES: list[tuple[str, str | None, str, Callable, Callable]] = [
    ("the three faults of a loss that many copied", None, SEED, binary, reference.sigmoid),
    (
        "α by where",
        "alpha-on-negatives",
        function(
            BCE
            + "    alpha_t = torch.where(targets == 1, 1 - alpha, alpha)\n    return (alpha_t * (1 - p_t) ** gamma * ce).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "α in two terms",
        "alpha-on-negatives",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    positive = -(1 - alpha) * targets * (1 - p) ** gamma * F.logsigmoid(logits)\n"
            "    negative = -alpha * (1 - targets) * p ** gamma * F.logsigmoid(-logits)\n"
            "    return (positive + negative).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "(1 - p) by torch.pow",
        "p-instead-of-pt",
        function(BCE + "    return (torch.pow(1 - p, gamma) * ce).mean()", "logits, targets, gamma=2.0"),
        binary,
        plain_sigmoid,
    ),
    (
        "the powers of two terms",
        "swapped-modulation",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    positive = -alpha * targets * p ** gamma * F.logsigmoid(logits)\n"
            "    negative = -(1 - alpha) * (1 - targets) * (1 - p).pow(gamma) * F.logsigmoid(-logits)\n"
            "    return (positive + negative).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "γ among the factors",
        "gamma-not-exponent",
        function(
            BCE
            + "    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)\n    return torch.mean(gamma * alpha_t * (1 - p_t) * ce)"
        ),
        binary,
        lambda logits, targets: reference.sigmoid(logits, targets),
    ),
    (
        "a module that is reduced",
        "reduced-before-modulation",
        "class FocalLoss(nn.Module):\n"
        "    def __init__(self, gamma=2.0):\n"
        "        super().__init__()\n"
        "        self.gamma = gamma\n"
        "        self.ce = nn.CrossEntropyLoss()\n\n"
        "    def forward(self, logits, targets):\n"
        "        log_p = -self.ce(logits, targets)\n"
        "        p = log_p.exp()\n"
        "        return -(1 - p) ** self.gamma * log_p\n\n\nmake = FocalLoss\n",
        classes,
        reference.softmax,
    ),
    (
        "a reduction that is handed on",
        "reduced-before-modulation",
        function(
            "    ce = F.cross_entropy(logits, targets, reduction=reduction)\n"
            "    pt = torch.exp(-ce)\n"
            "    return (1 - pt) ** gamma * ce",
            'logits, targets, gamma=2.0, reduction="mean"',
        ),
        classes,
        reference.softmax,
    ),
    (
        "a module with smoothing",
        "pt-from-label-smoothed-ce",
        "class FocalLoss(nn.Module):\n"
        "    def __init__(self, gamma=2.0):\n"
        "        super().__init__()\n"
        "        self.gamma = gamma\n"
        '        self.ce = nn.CrossEntropyLoss(label_smoothing=0.1, reduction="none")\n\n'
        "    def forward(self, logits, targets):\n"
        "        ce = self.ce(logits, targets)\n"
        "        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()\n\n\nmake = FocalLoss\n",
        classes,
        lambda logits, targets: reference.softmax(logits, targets, label_smoothing=0.1),
    ),
    (
        "logarithms of two terms",
        "unstable-log",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    positive = -alpha * targets * (1 - p) ** gamma * torch.log(p)\n"
            "    negative = -(1 - alpha) * (1 - targets) * p ** gamma * torch.log(1 - p)\n"
            "    return (positive + negative).mean()"
        ),
        sure_and_wrong,
        reference.sigmoid,
    ),
    (
        "an ε with the logarithm of p_t",
        "eps-bias",
        function(BCE + "    return (-(1 - p_t) ** gamma * torch.log(p_t + 1e-4)).mean()", "logits, targets, gamma=2.0"),
        sure_and_wrong,
        plain_sigmoid,
    ),
    (
        "log(1 + exp(x))",
        "overflow-exp",
        function(
            "    ce = torch.log(1 + torch.exp(logits)) - logits * targets\n"
            + BCE.split("\n", 1)[1]
            + "    return ((1 - p_t) ** gamma * ce).mean()",
            "logits, targets, gamma=2.0",
        ),
        sure_and_wrong,
        plain_sigmoid,
    ),
    (
        "positives in the denominator",
        "zero-positives",
        function(
            BCE
            + "    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)\n"
            + "    positives = (targets == 1).sum()\n"
            + "    return (alpha_t * (1 - p_t) ** gamma * ce).sum() / positives"
        ),
        without_positives,
        over_positives,
    ),
    (
        "a softmax before a cross-entropy",
        "double-softmax",
        function(
            "    p = F.softmax(logits, dim=1)\n"
            '    ce = F.cross_entropy(p, targets, reduction="none")\n'
            "    p_t = p.gather(1, targets[:, None])[:, 0]\n"
            "    return ((1 - p_t) ** gamma * ce).mean()",
            "logits, targets, gamma=2.0",
        ),
        classes,
        reference.softmax,
    ),
    (
        "a sigmoid before a cross-entropy",
        "double-sigmoid",
        function(
            "    p = torch.sigmoid(logits)\n"
            '    ce = F.binary_cross_entropy_with_logits(p, targets, reduction="none")\n'
            "    p_t = p * targets + (1 - p) * (1 - targets)\n"
            "    return ((1 - p_t) ** gamma * ce).mean()",
            "logits, targets, gamma=2.0",
        ),
        binary,
        plain_sigmoid,
    ),
    (
        "a missing minus",
        "sign-error",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    positive = alpha * targets * (1 - p) ** gamma * F.logsigmoid(logits)\n"
            "    negative = (1 - alpha) * (1 - targets) * p ** gamma * F.logsigmoid(-logits)\n"
            "    return (positive + negative).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "one α for both sides",
        "alpha-same-for-both",
        function(BCE + "    return (alpha * (1 - p_t) ** gamma * ce).mean()"),
        binary,
        reference.sigmoid,
    ),
    (
        "α of the positives by where",
        "alpha-positives-only",
        function(
            BCE
            + "    alpha_t = torch.where(targets == 1, alpha, 1.0)\n    return (alpha_t * (1 - p_t) ** gamma * ce).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "weights that are None",
        "none-default-used",
        "class FocalLoss(nn.Module):\n"
        "    def __init__(self, alpha=None, gamma=2.0):\n"
        "        super().__init__()\n"
        '        self.register_buffer("alpha", alpha)\n'
        "        self.gamma = gamma\n\n"
        "    def forward(self, logits, targets):\n"
        '        ce = F.cross_entropy(logits, targets, reduction="none")\n'
        "        alpha_t = self.alpha[targets]\n"
        "        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()\n\n\nmake = FocalLoss\n",
        classes,
        reference.softmax,
    ),
    (
        "a number that is iterated over",
        "scalar-alpha-unsupported",
        "class FocalLoss(nn.Module):\n"
        "    def __init__(self, alpha=0.25, gamma=2.0):\n"
        "        super().__init__()\n"
        "        self.alpha = torch.FloatTensor(list(alpha))\n"
        "        self.gamma = gamma\n\n"
        "    def forward(self, logits, targets):\n"
        '        ce = F.cross_entropy(logits, targets, reduction="none")\n'
        "        alpha_t = self.alpha.to(logits.device).gather(0, targets)\n"
        "        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()\n\n\nmake = FocalLoss\n",
        classes,
        reference.softmax,
    ),
    (
        "booleans that are subtracted",
        "bool-subtraction",
        function(
            "    positive = targets > 0.5\n"
            + BCE.replace("targets)", "positive)").replace("* targets", "* positive").replace("logits, positive", "logits, targets")
            + "    return ((1 - p_t) ** gamma * ce).mean()",
            "logits, targets, gamma=2.0",
        ),
        vectors,
        plain_sigmoid,
    ),
    (
        "a device of the loss",
        "device-in-forward",
        function(
            BCE
            + "    alphas = torch.tensor([1 - alpha, alpha], device='cuda')\n"
            + "    return (alphas[targets.long()] * (1 - p_t) ** gamma * ce).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "the mean of one-hot cells",
        "mean-counts-zeros",
        function(
            "    log_p = F.log_softmax(logits, dim=1)\n"
            "    cells = -one_hot * (1 - log_p.exp()) ** gamma * log_p\n"
            "    return torch.mean(cells)",
            "logits, one_hot, gamma=2.0",
        )
        .replace("def focal_loss", "def focal_loss_of_one_hot")
        .replace(
            "make = lambda: focal_loss",
            "make = lambda: lambda x, y: focal_loss_of_one_hot(x, F.one_hot(y, x.shape[1]).to(x.dtype))",
        ),
        classes,
        reference.softmax,
    ),
]

CASES = [FixCase(name, rule, IMPORTS + source, inputs, compared) for name, rule, source, inputs, compared in SOURCES]
