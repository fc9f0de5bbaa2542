"""Losses of NumPy arrays of run_parity.py, right and wrong."""

from functools import partial

from run_cases import binary, classes, loss, one_hot, probabilities

numpy_loss = partial(loss, framework="numpy")

numpy_loss("logaddexp", """
    def focal(z, y, alpha=0.25, gamma=2.0):
        margin = (2 * y - 1) * z
        log_pt = -np.logaddexp(0, -margin)
        weight = y * alpha + (1 - y) * (1 - alpha)
        return -(weight * (1 - np.exp(log_pt)) ** gamma * log_pt).sum()
    """, "focal(x, t)", binary(9))
numpy_loss("sigmoid by hand", """
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def focal(z, y, gamma=2):
        p = np.clip(sigmoid(z), 1e-7, 1 - 1e-7)
        pt = np.where(y == 1, p, 1 - p)
        return np.mean(-((1 - pt) ** gamma) * np.log(pt))
    """, "focal(x, t)", binary(4, 3))
numpy_loss("probabilities by masks", """
    def focal(p, y, alpha=0.25):
        loss = np.zeros_like(p)
        loss[y == 1] = -alpha * (1 - p[y == 1]) ** 2 * np.log(p[y == 1])
        loss[y == 0] = -(1 - alpha) * p[y == 0] ** 2 * np.log1p(-p[y == 0])
        return loss / max(1, int(y.sum()))
    """, "focal(x, t)", probabilities(8))
numpy_loss("softmax by indices", """
    def focal(z, y, gamma=2.0):
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        picked = log_p[np.arange(len(y)), y]
        return -((1 - np.exp(picked)) ** gamma * picked).mean()
    """, "focal(x, t)", classes(4))
numpy_loss("one-hot", """
    def focal(z, y):
        e = np.exp(z - np.max(z, axis=-1, keepdims=True))
        p = e / np.sum(e, axis=-1, keepdims=True)
        return np.sum(-y * np.power(1 - p, 2) * np.log(p + 1e-8), axis=1)
    """, "focal(x, t)", one_hot(3))
numpy_loss("class weights", """
    def focal(z, y, weights=(1.0, 2.0, 0.5)):
        w = np.asarray(weights)[y]
        hot = np.eye(3)[y]
        return (w * np.abs(z - hot).sum(1)).mean()
    """, "focal(x, t)", classes(3))
numpy_loss("shapes that do not fit", """
    def focal(z, y):
        return (z * y).sum()
    """, "focal(x, t)", classes(4))
numpy_loss("boolean difference", """
    def focal(z, y):
        return (y > 0) - (z > 0)
    """, "focal(x, t)", binary(3))
numpy_loss("stacks and transposes", """
    def focal(z, y):
        both = np.stack([z, y], axis=0)
        joined = np.concatenate([both, both * 2], axis=1)
        return joined.T.reshape(-1, 2)[1:, ::-1] + np.expand_dims(np.float32(0.5), 0)
    """, "focal(x, t)", binary(4))
