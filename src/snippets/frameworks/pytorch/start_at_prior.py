import math

from torch import nn


def start_at_prior(layer: nn.Module, prior: float = 0.01) -> None:
    """Sets the bias of a head's last layer so that every score starts at the share of positives.

    Lin et al. 2017, section 3.3 and 4.1: with -log((1 - prior) / prior) the many easy negatives
    cost little in the first steps. Focal loss itself is smallest at another constant, since its
    scores are no probabilities.

    Args:
        layer: the layer that gives the logits, such as nn.Linear(256, classes).
        prior: the share of positives; the paper takes 0.01.
    """
    nn.init.constant_(layer.bias, -math.log((1 - prior) / prior))
