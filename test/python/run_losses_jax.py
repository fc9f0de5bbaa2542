"""Losses of JAX arrays, right and wrong."""

from functools import partial

from run_cases import binary, class_probabilities, classes, loss, one_hot, probabilities

jax_loss = partial(loss, framework="jax")
INDEX = "int32"

jax_loss("sigmoid, stable", """
    def focal(logits, labels, alpha=0.25, gamma=2.0):
        log_p = jax.nn.log_sigmoid(logits)
        log_not_p = jax.nn.log_sigmoid(-logits)
        p_t = jax.nn.sigmoid(logits) * labels + (1 - jax.nn.sigmoid(logits)) * (1 - labels)
        weight = alpha * labels + (1 - alpha) * (1 - labels)
        return jnp.mean(-weight * (1 - p_t) ** gamma * (labels * log_p + (1 - labels) * log_not_p))
    """, "focal(x, t)", binary(5, 3))
jax_loss("sigmoid by softplus, jitted", """
    @jax.jit
    def focal(logits, labels):
        margin = logits * (2 * labels - 1)
        return (jax.nn.sigmoid(-margin) ** 2 * jax.nn.softplus(-margin)).sum()
    """, "focal(x, t)", binary(7))
jax_loss("static arguments", """
    @partial(jax.jit, static_argnames=("reduction",))
    def focal(logits, labels, gamma=2.0, reduction="mean"):
        ce = jnp.maximum(logits, 0) - logits * labels + jnp.log1p(jnp.exp(-jnp.abs(logits)))
        loss = (1 - jnp.exp(-ce)) ** gamma * ce
        return loss.mean() if reduction == "mean" else loss.sum()
    """, "focal(x, t, reduction='sum')", binary(4, 2))
jax_loss("logs of clipped probabilities", """
    def focal(p, y, alpha=0.25, gamma=2.0, eps=1e-6):
        p = jnp.clip(p, eps, 1 - eps)
        loss = -alpha * y * (1 - p) ** gamma * jnp.log(p) - (1 - alpha) * (1 - y) * p ** gamma * jnp.log(1 - p)
        return loss.sum(axis=-1).mean()
    """, "focal(x, t)", probabilities(4, 3))
jax_loss("where", """
    def focal(logits, labels, gamma=2.0):
        p = jax.nn.sigmoid(logits)
        pt = jnp.where(labels == 1, p, 1 - p)
        return jnp.mean(-((1 - pt) ** gamma) * jnp.log(pt))
    """, "focal(x, t)", binary(8))
jax_loss("p for both, bool targets", """
    def focal(logits, labels):
        p = jax.nn.sigmoid(logits)
        return jnp.where(labels, -(1 - p) ** 2 * jnp.log(p), -(1 - p) ** 2 * jnp.log(1 - p)).sum()
    """, "focal(x, t)", binary(8, target="bool"))
jax_loss("stopped gradient", """
    def focal(logits, labels):
        ce = jnp.logaddexp(0.0, -logits * (2 * labels - 1))
        weight = jax.lax.stop_gradient((1 - jnp.exp(-ce)) ** 2)
        return jnp.sum(weight * ce)
    """, "focal(x, t)", binary(8))
jax_loss("unstable sigmoid", """
    def focal(logits, labels):
        p = 1 / (1 + jnp.exp(-logits * 40))
        return -(labels * jnp.log(p) + (1 - labels) * jnp.log(1 - p))
    """, "focal(x, t)", binary(9))
jax_loss("gamma below one", """
    def focal(logits, labels, gamma=0.5):
        p = jax.nn.sigmoid(logits * 10)
        pt = labels * p + (1 - labels) * (1 - p)
        return -jnp.sum((1 - pt) ** gamma * jnp.log(pt + 1e-4))
    """, "focal(x, t)", binary(12))
jax_loss("softmax with index targets", """
    def focal(logits, labels, gamma=2.0):
        log_p = jax.nn.log_softmax(logits)
        picked = jnp.take_along_axis(log_p, labels[:, None], axis=-1)[:, 0]
        return -jnp.mean((1 - jnp.exp(picked)) ** gamma * picked)
    """, "focal(x, t)", classes(4, target=INDEX))
jax_loss("one-hot of the indices", """
    def focal(logits, labels, gamma=2.0):
        hot = jax.nn.one_hot(labels, logits.shape[-1])
        p = jax.nn.softmax(logits, axis=-1)
        return -jnp.sum(hot * (1 - p) ** gamma * jnp.log(p + 1e-9), axis=-1)
    """, "focal(x, t)", classes(3, target=INDEX))
jax_loss("indices out of range give NaN", """
    def focal(logits, labels):
        log_p = jax.nn.log_softmax(logits)
        return -log_p[jnp.arange(len(labels)), labels + 2].mean()
    """, "focal(x, t)", classes(3, target=INDEX))
jax_loss("fancy indices and class weights", """
    WEIGHTS = (1.0, 2.0, 4.0)

    def focal(logits, labels, gamma=2.0):
        p = jax.nn.softmax(logits)[jnp.arange(labels.shape[0]), labels]
        w = jnp.asarray(WEIGHTS)[labels]
        return (-w * (1 - p) ** gamma * jnp.log(p)).sum() / w.sum()
    """, "focal(x, t)", classes(3, target=INDEX))
jax_loss("log-sum-exp by hand", """
    def focal(logits, labels):
        z = jax.scipy.special.logsumexp(logits, axis=1, keepdims=True)
        log_p = (logits - z) * jax.nn.one_hot(labels, 3)
        return -((1 - jnp.exp(log_p.sum(1))) ** 2 * log_p.sum(1)).mean()
    """, "focal(x, t)", classes(3, target=INDEX))
jax_loss("smoothed targets", """
    def focal(logits, labels, smoothing=0.1):
        soft = labels * (1 - smoothing) + smoothing / labels.shape[-1]
        log_p = jax.nn.log_softmax(logits, axis=-1)
        return jnp.mean(jnp.sum(-soft * (1 - jnp.exp(log_p)) ** 2 * log_p, axis=-1))
    """, "focal(x, t)", one_hot(3))
jax_loss("cross-entropy averaged before the power", """
    def focal(logits, labels):
        ce = jnp.mean(jnp.sum(-labels * jax.nn.log_softmax(logits), -1))
        return (1 - jnp.exp(-ce)) ** 2 * ce
    """, "focal(x, t)", one_hot(4))
jax_loss("vmap-free broadcast that grows", """
    def focal(logits, labels):
        return jnp.mean((labels[:, None] - jax.nn.sigmoid(logits)) ** 2)
    """, "focal(x, t)", binary(4))
jax_loss("shapes that do not fit", """
    def focal(logits, labels):
        return (logits * labels).sum()
    """, "focal(x, t)", classes(4, target=INDEX))
jax_loss("item assignment", """
    def focal(logits, labels):
        loss = jnp.zeros_like(logits)
        loss[labels == 1] = 1.0
        return loss
    """, "focal(x, t)", binary(4))
jax_loss("functional updates", """
    def focal(logits, labels):
        loss = jnp.zeros(logits.shape, logits.dtype).at[0].set(logits[0]).at[1].add(2 * logits[1])
        return loss.at[labels > 0].multiply(3.0).sum()
    """, "focal(x, t)", binary(4))
jax_loss("class with a call", """
    class Focal:
        def __init__(self, alpha=None, gamma=2.0):
            self.alpha, self.gamma = alpha, gamma

        def __call__(self, logits, labels):
            ce = -labels * jax.nn.log_sigmoid(logits) - (1.0 - labels) * jax.nn.log_sigmoid(-logits)
            loss = jnp.power(1 - jnp.exp(-ce), self.gamma) * ce
            if self.alpha is not None:
                loss = loss * jnp.where(labels > 0.5, self.alpha, 1 - self.alpha)
            return loss.mean(axis=0, keepdims=True)
    """, "Focal(alpha=0.25)(x, t)", binary(4, 2))
jax_loss("closure, float targets as condition", """
    def make(gamma):
        def focal(logits, labels):
            p = jax.nn.sigmoid(logits)
            return jnp.select([labels == 1], [-(1 - p) ** gamma * jnp.log(p)], -p ** gamma * jnp.log1p(-p)).mean()
        return focal
    """, "make(2)(x, t)", binary(6))
jax_loss("maximum and minimum", """
    def focal(logits, labels):
        p = jnp.minimum(jnp.maximum(jax.nn.sigmoid(logits), 1e-3), 0.999)
        return -jnp.mean(labels * jnp.square(1 - p) * jnp.log(p) + (1 - labels) * jnp.square(p) * jnp.log(1 - p))
    """, "focal(x, t)", binary(6))
jax_loss("valid mask", """
    def focal(logits, labels):
        valid = labels != 255
        safe = jnp.where(valid, labels, 0)
        log_p = jnp.take_along_axis(jax.nn.log_softmax(logits), jnp.expand_dims(safe, -1), -1).squeeze(-1)
        loss = -((1 - jnp.exp(log_p)) ** 2) * log_p * valid.astype(logits.dtype)
        return loss.sum() / jnp.maximum(valid.sum(), 1)
    """, "focal(x, t)", classes(3, target=INDEX, ignored=255))
jax_loss("sum of squares and powers by arrays", """
    def focal(logits, labels):
        gamma = jnp.where(labels == 1, 1.0, 4.0)
        p = jnp.clip(jax.nn.sigmoid(logits) * (1 - labels) + (1 - jax.nn.sigmoid(logits)) * labels, 0.0, 0.95)
        return jnp.sum(p ** gamma * jnp.logaddexp(0, logits))
    """, "focal(x, t)", binary(5, 2))
jax_loss("dot product of rows", """
    def focal(p, labels):
        pt = jnp.einsum("nc,nc->n", p, labels)
        return -((1 - pt) ** 2 * jnp.log(pt)).mean()
    """, "focal(x, t)", class_probabilities(3))
jax_loss("normalised by the positives", """
    def focal(logits, labels):
        loss = jnp.square(jax.nn.sigmoid(logits) - labels) * jnp.abs(logits)
        return loss.sum() / jnp.maximum(1.0, (labels == 1).sum())
    """, "focal(x, t)", binary(3, 4))
jax_loss("integer targets, negative power", """
    def focal(logits, labels):
        return (labels * jnp.exp(-logits) ** -1 + (1 - labels) / 2).mean()
    """, "focal(x, t)", binary(6, target=INDEX))
jax_loss("bool arithmetic", """
    def focal(logits, labels):
        return ((labels > 0) * logits - (1 - (labels > 0)) * logits).sum()
    """, "focal(x, t)", binary(6))
jax_loss("unary minus of booleans", """
    def focal(logits, labels):
        return -(labels > 0)
    """, "focal(x, t)", binary(6))
jax_loss("truth of an array", """
    def focal(logits, labels):
        if labels > 0:
            return logits
        return -logits
    """, "focal(x, t)", binary(6))
jax_loss("lists instead of arrays", """
    def focal(logits, labels):
        return jnp.sum([logits[0], logits[1]])
    """, "focal(x, t)", binary(6))
jax_loss("stacks, transposes and reshapes", """
    def focal(logits, labels):
        both = jnp.stack([logits, labels], axis=-1).reshape(-1, 2).T
        joined = jnp.concatenate([both[:1], both[1:] * 2], axis=0)
        return joined.transpose().max(axis=1) + jnp.ravel(logits)
    """, "focal(x, t)", binary(4, 3))
jax_loss("shape as a number", """
    def focal(logits, labels):
        return jnp.sum(logits) / logits.shape[0] / logits.size / logits.ndim
    """, "focal(x, t)", binary(4, 3))
jax_loss("float16 overflow", """
    def focal(logits, labels):
        return jnp.exp(logits.astype(jnp.float16) * 4).astype(jnp.float32).sum()
    """, "focal(x, t)", binary(6))
jax_loss("power of zero", """
    def focal(logits, labels):
        return (labels * logits ** 0 + (1 - labels) ** 2.0 * logits).sum() + jnp.power(labels, 0.0).sum()
    """, "focal(x, t)", binary(6))
jax_loss("log of a weighted sum of exponentials", """
    def focal(logits, labels, gamma=2.0):
        if not jnp.issubdtype(logits.dtype, jnp.floating) or jnp.issubdtype(logits.dtype, jnp.integer):
            raise TypeError("the logits are no floats")
        logs = jnp.stack([jax.nn.log_sigmoid(logits), jax.nn.log_sigmoid(-logits)], axis=-1)
        log_missing = jax.scipy.special.logsumexp(logs, axis=-1, b=jnp.stack([1 - labels, labels], axis=-1))
        ce = -labels * logs[..., 0] - (1 - labels) * logs[..., 1]
        return ce * jnp.exp(gamma * log_missing)
    """, "focal(x * 3, t * 0.5 + 0.25) + focal(x * 200, t)", binary(5, 3))
