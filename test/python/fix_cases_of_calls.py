"""Faulty calls, names, reductions and probabilities of losses, each with the rule that its fix is for."""

from __future__ import annotations

from collections.abc import Callable

from fix_cases import BCE, IMPORTS, FixCase, binary, classes, function, plain_sigmoid, vectors
from run_rule_pages import reference

MODULE = """class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        alpha_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()


"""


def called(body: str) -> str:
    return f"def loss_of(outputs, labels):\n{body}\n\n\nmake = lambda: loss_of\n"


def over_positives(logits, targets):
    return reference.sigmoid(logits, targets, reduction="sum", alpha=-1) / targets.sum()


SOURCES: list[tuple[str, str, str, Callable, Callable]] = [
    (
        "numbers in the wrong order",
        "arguments-swapped",
        MODULE + "make = lambda: FocalLoss(2.0, 0.25)\n",
        binary,
        reference.sigmoid,
    ),
    (
        "settings in the wrong order",
        "arguments-swapped",
        "class settings:\n    alpha, gamma = 0.25, 2.0\n\n\n"
        + called('    return sigmoid_focal_loss(outputs, labels, settings.gamma, settings.alpha, "mean")'),
        binary,
        reference.sigmoid,
    ),
    (
        "exchanged names",
        "alpha-gamma-exchanged",
        MODULE + "make = lambda: FocalLoss(gamma=0.25, alpha=2.0)\n",
        binary,
        reference.sigmoid,
    ),
    (
        "percents of a module",
        "alpha-range",
        MODULE.replace("alpha=0.25", "alpha=25") + "make = FocalLoss\n",
        binary,
        reference.sigmoid,
    ),
    (
        "a class that is called with settings",
        "loss-class-called-as-function",
        MODULE + called("    return FocalLoss(outputs, labels, gamma=2.0)"),
        binary,
        reference.sigmoid,
    ),
    (
        "two imports that are missing",
        "undefined-name",
        MODULE + "make = FocalLoss\n",
        binary,
        reference.sigmoid,
    ),
    (
        "a module of probabilities",
        "probabilities-loss-on-logits",
        MODULE.replace("        self.gamma = gamma\n", '        self.gamma = gamma\n        self.bce = nn.BCELoss(reduction="none")\n')
        .replace('F.binary_cross_entropy_with_logits(logits, targets, reduction="none")', "self.bce(logits, targets)")
        .replace("(1 - torch.exp(-ce))", "(1 - torch.where(targets == 1, logits.sigmoid(), 1 - logits.sigmoid()))")
        + "make = FocalLoss\n",
        lambda: [(logits / 8 + 0.5, targets) for logits, targets in binary()],
        reference.sigmoid,
    ),
    (
        "logits that a method clips",
        "clip-before-softmax",
        function(
            "    log_p = F.log_softmax(logits.clamp(min=0, max=1), dim=1)\n"
            "    log_p_t = log_p.gather(1, targets.unsqueeze(1)).squeeze(1)\n"
            "    return (-(1 - log_p_t.exp()) ** gamma * log_p_t).mean()",
            "logits, targets, gamma=2.0",
        ),
        classes,
        reference.softmax,
    ),
    (
        "factors that a function averages",
        "modulation-averaged",
        function(BCE + "    return torch.mean(torch.mean((1 - p_t) ** gamma) * ce)", "logits, targets, gamma=2.0"),
        vectors,
        plain_sigmoid,
    ),
    (
        "a mean over the positives",
        "double-reduction",
        function(BCE + "    loss = ((1 - p_t) ** gamma * ce).mean()\n    return loss / targets.sum()", "logits, targets, gamma=2.0"),
        vectors,
        over_positives,
    ),
    (
        "the loss of a call by its batch",
        "double-reduction",
        MODULE + called("    criterion = FocalLoss()\n    return criterion(outputs, labels) / outputs.shape[0]"),
        binary,
        reference.sigmoid,
    ),
    (
        "targets whose α is turned round too",
        "targets-inverted",
        function(
            '    ce = F.binary_cross_entropy_with_logits(logits, 1 - targets, reduction="none")\n'
            "    alpha_t = alpha * (1 - targets) + (1 - alpha) * targets\n"
            "    return (alpha_t * (1 - torch.exp(-ce)) ** gamma * ce).mean()"
        ),
        binary,
        reference.sigmoid,
    ),
    (
        "a logarithm by a method",
        "log-of-ce",
        function(BCE + "    return -((1 - p_t) ** gamma * ce.log()).mean()", "logits, targets, gamma=2.0"),
        vectors,
        plain_sigmoid,
    ),
    (
        "logits under the name of probabilities",
        "pt-from-logits",
        function(
            BCE.replace("p = torch.sigmoid(logits)", "p = logits") + "    return ((1 - p_t) ** gamma * ce).mean()",
            "logits, targets, gamma=2.0",
        ),
        vectors,
        plain_sigmoid,
    ),
    (
        "an index of one-hot targets",
        "one-hot-index-mix",
        function(
            "    log_p = F.log_softmax(logits, dim=1)\n"
            "    log_p_t = log_p.gather(1, F.one_hot(targets, logits.shape[1]))\n"
            "    return (-(1 - log_p_t.exp()) ** gamma * log_p_t).mean(dim=0).sum()",
            "logits, targets, gamma=2.0",
        ),
        classes,
        reference.softmax,
    ),
]


def source_of(rule: str, source: str) -> str:
    imports = "import torch\n\n\n"
    return (imports if rule == "undefined-name" else IMPORTS) + source


CASES_OF_CALLS = [
    FixCase(name, rule, source_of(rule, source), inputs, compared) for name, rule, source, inputs, compared in SOURCES
]
