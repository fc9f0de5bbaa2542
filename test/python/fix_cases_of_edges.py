"""Faulty losses whose fixes concern what is left out, how gradients flow, and how losses are reduced, in other forms than the pages have."""

from __future__ import annotations

from collections.abc import Callable

import torch

from fix_cases import BCE, IMPORTS, FixCase, binary, function, over_positives, plain_sigmoid, vectors
from run_rule_pages import reference

IMAGE = torch.tensor([-3.0, 0.5, 2.0, 1.5, -0.3, 0.1, 0.0, 4.0, -2.5, -1.0, 0.7, 0.2, 0.4, -0.8, 1.1, 2.2, -1.7, 0.9], dtype=torch.float64)


def images() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """(N, C, H, W) and the indices of the classes."""
    return [(IMAGE.reshape(1, 3, 2, 3), torch.tensor([[[2, 0, 1], [1, 0, 2]]]))]


def with_ignored() -> list[tuple[torch.Tensor, torch.Tensor]]:
    logits = IMAGE.reshape(6, 3)
    return [(logits, torch.tensor([2, 255, 1, 0, 255, 1])), (logits, torch.full((6,), 255))]


def nothing() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(IMAGE.reshape(6, 3), torch.full((6,), 255))]


def halves() -> list[tuple[torch.Tensor, torch.Tensor]]:
    return [(torch.tensor([9.0, -8.0, 0.5]).half(), torch.tensor([0.0, 1.0, 1.0]))]


def of_images(logits, targets):
    return reference.softmax(logits.movedim(1, -1).reshape(-1, 3), targets.reshape(-1))


def of_kept(logits, targets):
    kept = targets != 255
    return reference.softmax(logits[kept], targets[kept]) if kept.any() else logits.sum() * 0


def summed_sigmoid(logits, targets):
    return reference.sigmoid(logits, targets, alpha=-1, reduction="sum")


def smoothed_sigmoid(logits, targets):
    p_t = torch.sigmoid(logits) * targets + (1 - torch.sigmoid(logits)) * (1 - targets)
    ce = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets * 0.9 + 0.05, reduction="none")
    return ((1 - p_t) ** 2 * ce).mean()


OF_CLASSES = """    {ce}
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()"""
IGNORING = 'logits, targets, gamma=2.0, ignore_index=255'
PLAIN = "logits, targets, gamma=2.0"

SOURCES: list[tuple[str, str | None, str, Callable, Callable]] = [
    (
        "negatives by where",
        "alpha-negatives-only",
        function(BCE + "    weight = torch.where(targets == 1, 1.0, alpha)\n    return (weight * (1 - p_t) ** gamma * ce).mean()"),
        binary,
        reference.sigmoid,
    ),
    (
        "negatives by 1 − α",
        "alpha-negatives-only",
        function(BCE + "    return ((targets + (1 - alpha) * (1 - targets)) * (1 - p_t) ** gamma * ce).mean()"),
        binary,
        reference.sigmoid,
    ),
    (
        "rows by view",
        "class-axis-flattened",
        function(
            '    """logits: (N, C, H, W), targets: (N, H, W)"""\n'
            "    logits = logits.contiguous().view(-1, logits.size(1))\n"
            "    targets = targets.view(-1)\n" + OF_CLASSES.format(ce='ce = F.cross_entropy(logits, targets, reduction="none")'),
            PLAIN,
        ),
        images,
        of_images,
    ),
    (
        "p_t by .data",
        "detached-modulation",
        function(BCE + "    return ((1 - p_t.data) ** gamma * ce).mean()", PLAIN),
        binary,
        plain_sigmoid,
    ),
    (
        "p_t under no_grad",
        "detached-modulation",
        function(
            '    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")\n'
            "    with torch.no_grad():\n"
            "        p = torch.sigmoid(logits)\n"
            "        p_t = p * targets + (1 - p) * (1 - targets)\n"
            "    return ((1 - p_t) ** gamma * ce).mean()",
            PLAIN,
        ),
        binary,
        plain_sigmoid,
    ),
    (
        "a mean by torch.mean",
        "empty-mean-nan",
        function(
            "    kept = targets != ignore_index\n"
            + OF_CLASSES.format(ce='ce = F.cross_entropy(logits[kept], targets[kept], reduction="none")').replace(
                "((1 - torch.exp(-ce)) ** gamma * ce).mean()", "torch.mean((1 - torch.exp(-ce)) ** gamma * ce)"
            ),
            IGNORING,
        ),
        with_ignored,
        of_kept,
    ),
    (
        "a constant that is assigned",
        "empty-returns-constant",
        function(
            "    kept = targets != ignore_index\n"
            "    if not kept.any():\n"
            "        return torch.zeros(())\n"
            + OF_CLASSES.format(ce='ce = F.cross_entropy(logits[kept], targets[kept], reduction="none")'),
            IGNORING,
        ),
        nothing,
        of_kept,
    ),
    (
        "a mask that the mean counts",
        "ignored-counted",
        function(
            "    kept = (targets != ignore_index).float()\n"
            '    ce = F.cross_entropy(logits, targets, ignore_index=ignore_index, reduction="none")\n'
            "    losses = (1 - torch.exp(-ce)) ** gamma * ce * kept\n"
            "    return torch.mean(losses)",
            IGNORING,
        ),
        with_ignored,
        of_kept,
    ),
    (
        "probabilities of float16",
        "half-precision",
        function(
            "    p = torch.sigmoid(logits)  # torch.float16\n"
            "    p_t = torch.where(targets == 1, p, 1 - p)\n"
            "    return (-((1 - p_t) ** gamma) * torch.log(p_t + 1e-8)).mean()",
            PLAIN,
        ),
        halves,
        plain_sigmoid,
    ),
    (
        "a weight without a name, summed",
        "modulator-as-weight",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    p_t = p * targets + (1 - p) * (1 - targets)\n"
            '    return F.binary_cross_entropy_with_logits(logits, targets, (1 - p_t) ** gamma, reduction="sum")',
            PLAIN,
        ),
        binary,
        summed_sigmoid,
    ),
    (
        "masks in torch.pow",
        "mask-by-power",
        function(
            "    p = torch.sigmoid(logits)\n"
            "    positives = torch.pow(targets * (1 - p), gamma) * F.logsigmoid(logits)\n"
            "    negatives = torch.pow((1 - targets) * p, gamma) * F.logsigmoid(-logits)\n"
            "    return -(positives + negatives).mean()",
            PLAIN,
        )
        .replace("make = lambda: focal_loss", "make = lambda: lambda x, y: focal_loss(x, y, gamma=0.0)"),
        binary,
        lambda logits, targets: reference.sigmoid(logits, targets, alpha=-1, gamma=0),
    ),
    (
        "a reduction of a function",
        "reduction-ignored",
        function(BCE + "    loss = (1 - p_t) ** gamma * ce\n    return loss.mean()", PLAIN + ', reduction="mean"').replace(
            "make = lambda: focal_loss", 'make = lambda: lambda x, y: focal_loss(x, y, reduction="sum")'
        ),
        binary,
        summed_sigmoid,
    ),
    (
        "size_average of a class",
        "reduction-ignored",
        "class FocalLoss(nn.Module):\n"
        "    def __init__(self, gamma=2.0, size_average=True):\n"
        "        super().__init__()\n"
        "        self.gamma = gamma\n"
        "        self.size_average = size_average\n\n"
        "    def forward(self, logits, targets):\n"
        + BCE.replace("    ", "        ")
        + "        return ((1 - p_t) ** self.gamma * ce).mean()\n\n\nmake = lambda: FocalLoss(size_average=False)\n",
        binary,
        summed_sigmoid,
    ),
    (
        "a mean of anchors",
        "normaliser-all-elements",
        function(
            '    """The loss of each anchor."""\n'
            + BCE
            + "    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)\n"
            + "    return torch.mean(alpha_t * (1 - p_t) ** gamma * ce)"
        ),
        binary,
        over_positives,
    ),
    (
        "smoothed targets that are tested",
        "smoothing-breaks-pt",
        function(
            "    targets = targets * (1 - smoothing) + 0.5 * smoothing\n"
            '    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")\n'
            "    p = torch.sigmoid(logits)\n"
            "    p_t = torch.where(targets == 1, p, 1 - p)\n"
            "    return ((1 - p_t) ** gamma * ce).mean()",
            PLAIN + ", smoothing=0.1",
        ),
        binary,
        smoothed_sigmoid,
    ),
    (
        "1 − p_t of negatives that is negative",
        "wrong-pt-for-negatives",
        function(
            '    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")\n'
            "    p = torch.sigmoid(logits)\n"
            "    p_t = torch.where(targets == 1, p, p - 1)\n"
            "    return (torch.pow(1 - p_t, gamma) * ce).mean()",
            PLAIN,
        ),
        binary,
        plain_sigmoid,
    ),
    (
        "a constant exponent",
        "parameter-ignored",
        function(BCE + "    return (torch.pow(1 - p_t, 2) * ce).mean()", PLAIN).replace(
            "make = lambda: focal_loss", "make = lambda: lambda x, y: focal_loss(x, y, gamma=3.0)"
        ),
        vectors,
        lambda logits, targets: reference.sigmoid(logits, targets, alpha=-1, gamma=3),
    ),
]

CASES_OF_EDGES = [FixCase(name, rule, IMPORTS + source, inputs, compared) for name, rule, source, inputs, compared in SOURCES]
