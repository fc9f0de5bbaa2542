import math

import jax


def prior_bias(prior=0.01):
    """The bias initializer of a head's last layer with which every score starts at the share of positives.

    Lin et al. 2017, section 3.3 and 4.1: with -log((1 - prior) / prior) the many easy negatives
    cost little in the first steps. Focal loss itself is smallest at another constant, since its
    scores are no probabilities.

    Args:
        prior: the share of positives; the paper takes 0.01.
    """
    return jax.nn.initializers.constant(-math.log((1 - prior) / prior))
