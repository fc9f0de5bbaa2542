"""Losses of Keras' operations, right and wrong."""

from functools import partial

from run_cases import binary, class_probabilities, classes, loss, one_hot, probabilities

keras_loss = partial(loss, framework="keras")

keras_loss("sigmoid", """
    def focal(y_true, y_pred, alpha=0.25, gamma=2.0):
        p = ops.sigmoid(y_pred)
        p_t = y_true * p + (1 - y_true) * (1 - p)
        alpha_t = y_true * alpha + (1 - y_true) * (1 - alpha)
        return ops.mean(-alpha_t * ops.power(1 - p_t, gamma) * ops.log(ops.clip(p_t, 1e-7, 1.0)))
    """, "focal(t, x)", binary(4, 3))
keras_loss("integer labels take the type of the logits", """
    def focal(y_true, y_pred):
        ce = ops.binary_crossentropy(ops.cast(y_true, y_pred.dtype), y_pred, from_logits=True)
        return ops.multiply(ops.square(1 - ops.exp(-ce)), ce)
    """, "focal(t, x)", binary(6, target="int32"))
keras_loss("types brought together", """
    def focal(y_true, y_pred):
        return ops.sum(ops.multiply(y_true, ops.softplus(-y_pred)) + ops.subtract(1, ops.equal(y_true, 0)))
    """, "focal(t, x)", binary(6, target="int32"))
keras_loss("operators of integers and floats", """
    def focal(y_true, y_pred):
        return ops.sum(y_true * y_pred)
    """, "focal(t, x)", binary(6, target="int32"))
keras_loss("probabilities", """
    def focal(y_true, y_pred, gamma=2):
        y_pred = ops.clip(y_pred, keras.config.epsilon(), 1 - keras.config.epsilon())
        loss = -y_true * (1 - y_pred) ** gamma * ops.log(y_pred) - (1 - y_true) * y_pred ** gamma * ops.log(1 - y_pred)
        return ops.mean(loss, axis=-1)
    """, "focal(t, x)", probabilities(4, 3))
keras_loss("binary cross-entropy of probabilities", """
    def focal(y_true, y_pred):
        ce = ops.binary_crossentropy(y_true, y_pred)
        return ops.mean(ops.power(1 - ops.exp(-ce), 2) * ce)
    """, "focal(t, x)", probabilities(6))
keras_loss("categorical cross-entropy", """
    def focal(y_true, y_pred):
        ce = ops.categorical_crossentropy(y_true, y_pred)
        return ops.power(1 - ops.exp(-ce), 2.0) * ce
    """, "focal(t, x)", class_probabilities(3))
keras_loss("categorical cross-entropy of logits", """
    def focal(y_true, y_pred):
        ce = ops.categorical_crossentropy(y_true, y_pred, from_logits=True)
        return ops.sum(ops.power(1 - ops.exp(-ce), 2.0) * ce)
    """, "focal(t, x)", one_hot(3))
keras_loss("sparse categorical cross-entropy", """
    def focal(y_true, y_pred):
        ce = ops.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)
        return ops.mean((1 - ops.exp(-ce)) ** 2 * ce)
    """, "focal(t, x)", classes(3))
keras_loss("one-hot of the indices", """
    def focal(y_true, y_pred):
        hot = ops.one_hot(y_true, 3)
        log_p = ops.log_softmax(y_pred, axis=-1)
        return -ops.sum(hot * (1 - ops.exp(log_p)) ** 2 * log_p, axis=-1)
    """, "focal(t, x)", classes(3))
keras_loss("take along an axis", """
    def focal(y_true, y_pred):
        p = ops.squeeze(ops.take_along_axis(ops.softmax(y_pred), y_true[:, None], axis=1), axis=-1)
        return -ops.mean((1 - p) ** 2 * ops.log(p + 1e-7))
    """, "focal(t, x)", classes(4))
keras_loss("class weights by take", """
    def focal(y_true, y_pred, alpha=(1.0, 2.0, 0.5)):
        w = ops.take(ops.convert_to_tensor(alpha, dtype=y_pred.dtype), y_true, axis=0)
        return ops.sum(w * ops.logsumexp(y_pred, axis=1))
    """, "focal(t, x)", classes(3))
keras_loss("where and stop_gradient", """
    def focal(y_true, y_pred):
        p = ops.where(ops.equal(y_true, 1), ops.sigmoid(y_pred), 1 - ops.sigmoid(y_pred))
        return ops.sum(ops.stop_gradient((1 - p) ** 2) * -ops.log(p))
    """, "focal(t, x)", binary(7))
keras_loss("log sigmoid and maxima", """
    def focal(y_true, y_pred):
        margin = (2.0 * y_true - 1.0) * y_pred
        return ops.mean(ops.maximum(ops.sigmoid(-margin), 0.1) ** 1.5 * -ops.log_sigmoid(margin))
    """, "focal(t, x)", binary(7))
keras_loss("shapes and casts", """
    def focal(y_true, y_pred):
        batch = ops.cast(ops.shape(y_pred)[0], y_pred.dtype)
        flat = ops.reshape(y_pred, (-1, y_pred.shape[-1]))
        return ops.sum(ops.abs(flat)) / batch + ops.mean(ops.ones_like(y_true))
    """, "focal(t, x)", binary(3, 4))
keras_loss("einsum and stacks", """
    def focal(y_true, y_pred):
        pt = ops.einsum("nc,nc->n", ops.softmax(y_pred), y_true)
        return ops.stack([pt, ops.log(pt)], axis=0)
    """, "focal(t, x)", one_hot(3))
keras_loss("subclass of the loss", """
    @keras.saving.register_keras_serializable()
    class Focal(keras.losses.Loss):
        def __init__(self, alpha=0.25, gamma=2.0, name="focal"):
            super().__init__(name=name)
            self.alpha = alpha
            self.gamma = gamma

        def call(self, y_true, y_pred):
            y_true = ops.cast(y_true, y_pred.dtype)
            ce = ops.binary_crossentropy(y_true, ops.sigmoid(y_pred))
            weight = y_true * self.alpha + (1 - y_true) * (1 - self.alpha)
            return weight * ops.power(1 - ops.exp(-ce), self.gamma) * ce
    """, "Focal()(t, x)", binary(4, 3, target="int32"))
keras_loss("subclass without reduction, sample weights", """
    class Focal(keras.losses.Loss):
        def call(self, y_true, y_pred):
            return ops.mean(ops.square(y_true - y_pred), axis=-1)
    """, "Focal(reduction=None)(t, x, sample_weight=t[:, 0])", binary(4, 3))
keras_loss("a reduction that does not exist", """
    class Focal(keras.losses.Loss):
        def call(self, y_true, y_pred):
            return ops.mean(ops.square(y_true - y_pred), axis=-1)
    """, "Focal(reduction='mean_of_all')(t, x)", binary(4, 3))
keras_loss("call missing", """
    class Focal(keras.losses.Loss):
        def forward(self, y_true, y_pred):
            return y_pred
    """, "Focal()(t, x)", binary(4, 3))
keras_loss("loss functions beside one another", """
    def focal(y_true, y_pred):
        bce = keras.losses.binary_crossentropy(y_true, y_pred, from_logits=True)
        cce = keras.losses.categorical_crossentropy(y_true, y_pred, from_logits=True, label_smoothing=0.1)
        return bce + cce
    """, "focal(t, x)", one_hot(3))
keras_loss("focal function of the library", """
    def focal(y_true, y_pred):
        return keras.losses.binary_focal_crossentropy(y_true, y_pred, apply_class_balancing=True, alpha=0.3, gamma=1.5, from_logits=True)
    """, "focal(t, x)", binary(4, 3))
keras_loss("focal classes of the library", """
    def focal(y_true, y_pred):
        one = keras.losses.CategoricalFocalCrossentropy(alpha=0.5, from_logits=True, label_smoothing=0.1)
        other = keras.losses.BinaryFocalCrossentropy(gamma=3.0, from_logits=True, reduction="sum")
        return one(y_true, y_pred) + other(y_true, y_pred)
    """, "focal(t, x)", one_hot(3))
keras_loss("subclass of the library's focal loss", """
    class Mine(keras.losses.CategoricalFocalCrossentropy):
        def __init__(self, scale=2.0, **kwargs):
            super().__init__(**kwargs)
            self.scale = scale

        def call(self, y_true, y_pred):
            return self.scale * super().call(y_true, y_pred)
    """, "Mine(gamma=1.0)(t, x)", class_probabilities(4))
keras_loss("sparse class of the library", """
    def focal(y_true, y_pred):
        ce = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")(y_true, y_pred)
        return ops.mean((1 - ops.exp(-ce)) ** 2 * ce)
    """, "focal(t, x)", classes(3))
