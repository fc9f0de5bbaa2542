"""Faulty losses whose fixes concern the two sides, p_t and the reduction, in forms that the other cases do not have."""

from __future__ import annotations

from collections.abc import Callable

import torch

from fix_cases import BCE, IMPORTS, FixCase, binary, classes, function, plain_sigmoid, vectors
from run_rule_pages import reference

PLAIN = "logits, targets, gamma=2.0"
LOGITS = torch.tensor([0.7, -1.2, 2.5, 0.1], dtype=torch.float64)


def of_two() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(torch.stack([-LOGITS, LOGITS], dim=1), torch.tensor([1, 0, 0, 1]))]


def columns() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Logits (N, 1) and targets (N,)."""
    return [(LOGITS[:, None], torch.tensor([1.0, 0.0, 0.0, 1.0], dtype=torch.float64))]


def integers() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(logits, targets.long()) for logits, targets in vectors()]


def module(parameters: str, kept: str, forward: str, base: str = "nn.Module", given: str = "") -> str:
    lines = "\n".join(f"        {line}" for line in forward.splitlines())
    attributes = "\n".join(f"        {line}" for line in kept.splitlines())
    return (
        f"class FocalLoss({base}):\n    def __init__(self, {parameters}):\n{attributes}\n\n"
        f"    def forward(self, logits, targets):\n{lines}\n\n\nmake = lambda: FocalLoss({given})\n"
    )


WEIGHTS = "torch.tensor([0.2, 0.5, 2.0], dtype=torch.float64)"


def weighted(logits, targets):
    return reference.softmax(logits, targets, weight=torch.tensor([0.2, 0.5, 2.0], dtype=torch.float64))


def summed(logits, targets):
    return reference.softmax(logits, targets) * len(targets)


def positives_by_tenth(logits, targets):
    return reference.sigmoid(logits[:, 1] - logits[:, 0], targets.double(), alpha=0.1)


SOURCES: list[tuple[str, str, str, Callable, Callable]] = [
    (
        "α by mul(-alpha) in log space",
        "alpha-same-for-both",
        function(
            "    log_pt = F.logsigmoid((2 * targets - 1) * logits)\n"
            "    return ((1 - log_pt.exp()) ** gamma * log_pt).mul(-alpha).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "α beside targets that are cast",
        "alpha-same-for-both",
        function(
            "    ce = F.binary_cross_entropy_with_logits(logits, targets.to(logits.dtype), reduction='none')\n"
            "    losses = (1 - torch.exp(-ce)).pow(gamma).mul(ce)\n"
            "    losses *= alpha\n"
            "    return losses.mean()"
        ),
        integers,
        lambda logits, targets: reference.sigmoid(logits, targets.double()),
    ),
    (
        "α on the negatives by a difference",
        "alpha-on-negatives",
        function(BCE + "    return ((alpha + (1 - 2 * alpha) * targets) * (1 - p_t) ** gamma * ce).mean()"),
        binary,
        reference.sigmoid,
    ),
    (
        "a number in place of None on the negatives",
        "alpha-on-negatives",
        module(
            "alpha=None, gamma=2.0",
            "super().__init__()\n"
            "self.gamma = gamma\n"
            "self.alpha = alpha\n"
            "if isinstance(alpha, float):\n"
            "    self.alpha = torch.tensor([alpha, 1 - alpha], dtype=torch.float64)",
            "ce = F.cross_entropy(logits, targets, reduction='none')\n"
            "loss = (1 - torch.exp(-ce)) ** self.gamma * ce\n"
            "if self.alpha is not None:\n"
            "    loss = self.alpha[targets] * loss\n"
            "return loss.mean()",
            given="alpha=0.1",
        ),
        of_two,
        positives_by_tenth,
    ),
    (
        "p_t of the positives alone",
        "wrong-pt-for-negatives",
        function(BCE.replace("p_t = p * targets + (1 - p) * (1 - targets)", "p_t = p * targets") + "    return ((1 - p_t) ** gamma * ce).mean()", PLAIN),
        binary,
        plain_sigmoid,
    ),
    (
        "a column of logits beside a list of targets",
        "flattened-targets-broadcast",
        function(
            '    """logits: (N, 1) of the last layer; targets: (N,) with 0 or 1."""\n'
            "    p = torch.sigmoid(logits)\n"
            "    p_t = p * targets + (1 - p) * (1 - targets)\n"
            "    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)\n"
            "    return (-alpha_t * (1 - p_t) ** gamma * p_t.log()).mean()"
        ),
        columns,
        lambda logits, targets: reference.sigmoid(logits, targets[:, None]),
    ),
    (
        "the factors of all classes beside the losses of the targets",
        "flattened-targets-broadcast",
        function(
            "    log_p = F.log_softmax(logits, dim=1)\n"
            "    of_target = log_p.gather(1, targets.view(-1, 1))\n"
            "    return (-((1 - log_p.exp()) ** gamma) * of_target).mean()",
            PLAIN,
        ),
        classes,
        reference.softmax,
    ),
    (
        "probabilities that code hands to a loss of logits",
        "double-sigmoid",
        "def loss_of(outputs, labels):\n"
        "    probabilities = torch.sigmoid(outputs)\n"
        '    return sigmoid_focal_loss(probabilities, labels, alpha=0.25, gamma=2.0, reduction="mean")\n\n\n'
        "make = lambda: loss_of\n",
        binary,
        reference.sigmoid,
    ),
    (
        "a weighted module that the loss makes at once",
        "pt-from-weighted-ce",
        module(
            "weight=None, gamma=2.0",
            "super().__init__()\nself.gamma = gamma\nself.weight = weight",
            "ce = nn.CrossEntropyLoss(weight=self.weight, reduction='none')(logits, targets)\n"
            "p_t = torch.exp(-ce)\n"
            "return ((1 - p_t) ** self.gamma * ce).mean()",
            given=WEIGHTS,
        ),
        classes,
        weighted,
    ),
    (
        "a weighted module of another name",
        "pt-from-weighted-ce",
        module(
            "weight=None, gamma=2.0",
            "super().__init__()\nself.gamma = gamma\nself.bce_fn = nn.CrossEntropyLoss(weight=weight, reduction='none')",
            "log_pt = -self.bce_fn(logits, targets)\n"
            "return (-((1 - torch.exp(log_pt)) ** self.gamma) * log_pt).mean()",
            given=WEIGHTS,
        ),
        classes,
        weighted,
    ),
    (
        "a mean in the place of the sum",
        "reduction-ignored",
        module(
            "gamma=2.0, reduction='mean'",
            "super().__init__()\nself.gamma = gamma\nself.reduction = reduction",
            "ce = F.cross_entropy(logits, targets, reduction='none')\n"
            "loss = (1 - torch.exp(-ce)) ** self.gamma * ce\n"
            "return {'mean': loss.mean(), 'sum': loss.mean(), 'none': loss}[self.reduction]",
            given="reduction='sum'",
        ),
        classes,
        summed,
    ),
    (
        "a reduction that the base keeps",
        "reduction-ignored",
        module(
            "gamma=2.0, reduction='mean'",
            "super().__init__(reduction=reduction)\nself.gamma = gamma",
            "ce = F.cross_entropy(logits, targets, reduction='none')\n"
            "return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()",
            base="nn.modules.loss._Loss",
            given="reduction='sum'",
        ),
        classes,
        summed,
    ),
    (
        "a mean that gets a name before it is returned",
        "reduction-ignored",
        module(
            "gamma=2.0, reduction='mean'",
            "super().__init__()\nself.gamma = gamma\nself.reduction = reduction",
            "ce = F.cross_entropy(logits, targets, reduction='none')\n"
            "loss = (1 - torch.exp(-ce)) ** self.gamma * ce\n"
            "loss = loss.mean()\n"
            "return loss",
            given="reduction='sum'",
        ),
        classes,
        summed,
    ),
]

CASES_OF_SIDES = [FixCase(name, rule, IMPORTS + source, inputs, compared) for name, rule, source, inputs, compared in SOURCES]
