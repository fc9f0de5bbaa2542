import jax
import jax.numpy as jnp


def asymmetric_loss(logits, targets, gamma_positive=0.0, gamma_negative=4.0, clip=0.05):
    """Asymmetric loss on sigmoids, for multi-label targets with few positives.

    Ridnik et al. 2021, Asymmetric Loss for Multi-Label Classification, arXiv:2009.14119,
    eq. 4 to 7, with p_m = max(p - clip, 0):

        ASL = -(1 - p)**gamma_positive * log(p)          of a positive
        ASL = -p_m**gamma_negative * log(1 - p_m)        of a negative

    Args:
        logits: an array of any shape.
        targets: an array of that shape: 0, 1, or soft labels between.
        gamma_positive: how much easy positives are turned down.
        gamma_negative: how much easy negatives are turned down; at least gamma_positive.
        clip: negatives with a probability below it count nothing. A Python number, not a traced one.

    Returns:
        The loss of each element; take the mean over them.
    """
    if logits.shape != targets.shape:
        raise ValueError(f"shapes differ: {logits.shape} and {targets.shape}")
    # Half precision would underflow in the power.
    logits = logits.astype(jnp.promote_types(logits.dtype, jnp.float32))
    targets = targets.astype(logits.dtype)
    # Limited, since the power's slope at 0 is infinite for gamma < 1.
    missing = jnp.maximum(jax.nn.sigmoid(-logits), 1e-37)
    of_positives = missing**gamma_positive * jax.nn.softplus(-logits)
    if clip > 0:
        shifted = jnp.maximum(jax.nn.sigmoid(logits) - clip, 1e-37)
        cross_entropy = -jnp.log1p(-shifted)
    else:
        shifted = jnp.maximum(jax.nn.sigmoid(logits), 1e-37)
        cross_entropy = jax.nn.softplus(logits)
    of_negatives = shifted**gamma_negative * cross_entropy
    return targets * of_positives + (1.0 - targets) * of_negatives
