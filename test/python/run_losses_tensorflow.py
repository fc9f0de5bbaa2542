"""Losses of TensorFlow's tensors, right and wrong, also with the functions of `tf.keras.backend`."""

from functools import partial

from run_cases import binary, class_probabilities, classes, loss, one_hot, probabilities

tf_loss = partial(loss, framework="tensorflow")

tf_loss("sigmoid cross-entropy", """
    def focal(y_true, y_pred, alpha=0.25, gamma=2.0):
        ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred)
        p = tf.sigmoid(y_pred)
        p_t = y_true * p + (1 - y_true) * (1 - p)
        alpha_t = y_true * alpha + (1 - y_true) * (1 - alpha)
        return tf.reduce_mean(alpha_t * tf.pow(1.0 - p_t, gamma) * ce)
    """, "focal(t, x)", binary(5, 3))
tf_loss("sum over classes", """
    def focal(y_true, y_pred, gamma=2.0):
        p = tf.math.sigmoid(y_pred)
        pt = tf.where(tf.equal(y_true, 1), p, 1 - p)
        return tf.reduce_sum(-((1 - pt) ** gamma) * tf.math.log(pt), axis=-1)
    """, "focal(t, x)", binary(5, 3))
tf_loss("clipped probabilities in the backend", """
    def focal_loss(gamma=2., alpha=.25):
        def focal_loss_fixed(y_true, y_pred):
            pt_1 = tf.where(tf.equal(y_true, 1), y_pred, tf.ones_like(y_pred))
            pt_0 = tf.where(tf.equal(y_true, 0), y_pred, tf.zeros_like(y_pred))
            pt_1 = K.clip(pt_1, 1e-3, .999)
            pt_0 = K.clip(pt_0, 1e-3, .999)
            return -K.sum(alpha * K.pow(1. - pt_1, gamma) * K.log(pt_1)) - K.sum((1 - alpha) * K.pow(pt_0, gamma) * K.log(1. - pt_0))
        return focal_loss_fixed
    """, "focal_loss()(t, x)", probabilities(6, 1))
tf_loss("categorical in the backend", """
    def focal(gamma=2.0, alpha=0.25):
        def loss(y_true, y_pred):
            epsilon = K.epsilon()
            y_pred = K.clip(y_pred, epsilon, 1. - epsilon)
            cross_entropy = -y_true * K.log(y_pred)
            weight = alpha * K.pow(1 - y_pred, gamma)
            return K.mean(K.sum(weight * cross_entropy, axis=1))
        return loss
    """, "focal()(t, x)", class_probabilities(3))
tf_loss("normalised probabilities", """
    def focal(y_true, y_pred, gamma=2.0):
        y_pred /= K.sum(y_pred, axis=-1, keepdims=True)
        y_pred = K.clip(y_pred, K.epsilon(), 1.0 - K.epsilon())
        return K.sum(-y_true * K.pow(1 - y_pred, gamma) * K.log(y_pred), axis=-1)
    """, "focal(t, x)", class_probabilities(4))
tf_loss("binary cross-entropy of the backend", """
    def focal(y_true, y_pred, gamma=2.0):
        bce = K.binary_crossentropy(y_true, y_pred)
        bce_exp = K.exp(-bce)
        return K.mean(K.pow((1 - bce_exp), gamma) * bce)
    """, "focal(t, x)", probabilities(7))
tf_loss("binary cross-entropy of the backend, of logits", """
    def focal(y_true, y_pred):
        bce = K.binary_crossentropy(y_true, y_pred, from_logits=True)
        return K.sum((1 - K.exp(-bce)) ** 2 * bce)
    """, "focal(t, x)", binary(7))
tf_loss("categorical cross-entropy of the backend", """
    def focal(y_true, y_pred):
        ce = K.categorical_crossentropy(y_true, y_pred)
        return K.pow(1 - K.exp(-ce), 2.0) * ce
    """, "focal(t, x)", class_probabilities(3))
tf_loss("categorical cross-entropy of the backend, of logits", """
    def focal(y_true, y_pred):
        ce = K.categorical_crossentropy(y_true, y_pred, from_logits=True)
        return K.mean(K.pow(1 - K.exp(-ce), 2.0) * ce)
    """, "focal(t, x)", one_hot(3))
tf_loss("softmax cross-entropy", """
    def focal(labels, logits, gamma=2.0):
        ce = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        pt = tf.reduce_sum(labels * tf.nn.softmax(logits), axis=-1)
        return tf.reduce_mean(ce * (1 - pt) ** gamma)
    """, "focal(t, x)", one_hot(4))
tf_loss("sparse softmax cross-entropy", """
    class Focal:
        def __init__(self, gamma=2.0, weights=(1.0, 2.0, 4.0)):
            self.gamma = gamma
            self.weights = weights

        def __call__(self, labels, logits):
            ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
            w = tf.cast(tf.gather(self.weights, labels), logits.dtype)
            return tf.reduce_sum(w * (1.0 - tf.exp(-ce)) ** self.gamma * ce) / tf.reduce_sum(w)
    """, "Focal()(t, x)", classes(3))
tf_loss("one-hot of the indices, images", """
    def focal(labels, logits, gamma=2.0):
        hot = tf.one_hot(labels, depth=tf.shape(logits)[-1], dtype=logits.dtype)
        log_p = tf.nn.log_softmax(logits, axis=-1)
        return -tf.reduce_mean(tf.reduce_sum(hot * (1 - tf.exp(log_p)) ** gamma * log_p, axis=-1))
    """, "focal(t, x)", classes(3, 2, 2, rows=2, last=True))
tf_loss("one-hot along another axis", """
    def focal(labels, logits):
        hot = tf.one_hot(labels, 3, axis=1, on_value=0.9, off_value=0.05)
        return tf.reduce_sum(tf.cast(hot, logits.dtype) * tf.nn.log_softmax(logits, axis=1))
    """, "focal(t, x)", classes(3, 2, 4, rows=2))
tf_loss("batched gather", """
    def focal(labels, logits):
        p = tf.gather(tf.nn.softmax(logits), labels, batch_dims=1)
        return -tf.reduce_mean((1 - p) ** 2 * tf.math.log(p))
    """, "focal(t, x)", classes(4))
tf_loss("gather_nd", """
    def focal(labels, logits):
        rows = tf.range(tf.shape(labels)[0])
        index = tf.stack([rows, tf.cast(labels, tf.int32)], axis=1)
        p = tf.gather_nd(tf.nn.softmax(logits), index)
        return -tf.reduce_mean((1 - p) ** 2 * tf.math.log(p))
    """, "focal(t, x)", classes(4))
tf_loss("boolean mask of the ignored", """
    def focal(labels, logits):
        keep = tf.not_equal(labels, 255)
        labels = tf.boolean_mask(labels, keep)
        logits = tf.boolean_mask(logits, keep)
        ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
        return tf.reduce_mean((1 - tf.exp(-ce)) ** 2 * ce)
    """, "focal(t, x)", classes(3, ignored=255))
tf_loss("labels of integers beside floats", """
    def focal(labels, logits):
        p = tf.sigmoid(logits)
        return -tf.reduce_mean(labels * tf.math.log(p))
    """, "focal(t, x)", binary(5, target="int32"))
tf_loss("labels cast", """
    def focal(labels, logits, alpha=0.25):
        labels = tf.cast(labels, logits.dtype)
        weights = labels * alpha + (1.0 - labels) * (1.0 - alpha)
        return tf.reduce_sum(weights * tf.math.softplus((1.0 - 2.0 * labels) * logits)) / tf.maximum(tf.reduce_sum(labels), 1.0)
    """, "focal(t, x)", binary(8, target="int32"))
tf_loss("log sigmoid", """
    def focal(labels, logits, gamma=1.5):
        s = (2 * labels - 1) * logits
        return -tf.reduce_sum(tf.sigmoid(-s) ** gamma * tf.math.log_sigmoid(s))
    """, "focal(t, x)", binary(8))
tf_loss("weighted cross-entropy", """
    def focal(labels, logits):
        ce = tf.nn.weighted_cross_entropy_with_logits(labels=labels, logits=logits, pos_weight=3.0)
        return tf.reduce_mean((1 - tf.exp(-ce)) ** 2 * ce)
    """, "focal(t, x)", binary(8))
tf_loss("stopped gradient", """
    def focal(labels, logits):
        ce = tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)
        return tf.reduce_mean(tf.stop_gradient((1 - tf.exp(-ce)) ** 2) * ce)
    """, "focal(t, x)", binary(8))
tf_loss("reduced before the power", """
    def focal(labels, logits):
        ce = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels, logits))
        return tf.pow(1 - tf.exp(-ce), 2) * ce
    """, "focal(t, x)", binary(8))
tf_loss("unstable logarithm", """
    def focal(labels, logits):
        p = tf.sigmoid(logits * 30)
        return -(labels * tf.math.log(p) + (1 - labels) * tf.math.log(1 - p))
    """, "focal(t, x)", binary(12))
tf_loss("masked NaN in the gradient", """
    def focal(labels, logits):
        z = logits * 300
        return tf.where(z > 0, tf.math.log(tf.exp(-z) + 1), -z + tf.math.log(1 + tf.exp(z)))
    """, "focal(t, x)", binary(12))
tf_loss("clipped by value", """
    def focal(labels, logits):
        p = tf.clip_by_value(tf.nn.sigmoid(logits), 0.2, 0.7)
        return -tf.reduce_mean(labels * tf.math.log(p) + (1 - labels) * tf.math.log(1 - p), axis=[0, 1], keepdims=True)
    """, "focal(t, x)", binary(4, 3))
tf_loss("traced function", """
    @tf.function
    def focal(labels, logits, gamma=2.0):
        ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        return tf.reduce_sum((1 - tf.exp(-ce)) ** gamma * ce)
    """, "focal(t, x)", binary(5))
tf_loss("shapes that do not fit", """
    def focal(labels, logits):
        return tf.reduce_sum(logits * labels)
    """, "focal(t, x)", one_hot(3), )
tf_loss("broadcast that grows", """
    def focal(labels, logits):
        labels = tf.expand_dims(labels, -1)
        return tf.reduce_mean(tf.square(labels - tf.sigmoid(logits)))
    """, "focal(t, x)", binary(4))
tf_loss("division without NaN", """
    def focal(labels, logits):
        total = tf.reduce_sum(tf.nn.softplus(logits) * labels, axis=1)
        return tf.math.divide_no_nan(total, tf.reduce_sum(labels * 0, axis=1))
    """, "focal(t, x)", binary(4, 2))
tf_loss("reshape and static shape", """
    def focal(labels, logits):
        classes = logits.shape[-1]
        logits = tf.reshape(logits, [-1, classes])
        labels = tf.reshape(labels, (-1,))
        p = tf.reduce_sum(tf.nn.softmax(logits) * tf.one_hot(labels, classes, dtype=logits.dtype), axis=-1)
        return -tf.reduce_sum(tf.math.log(p)) / logits.get_shape().as_list()[0]
    """, "focal(t, x)", classes(3, 2, 2, rows=2, last=True))
tf_loss("concatenated and transposed", """
    def focal(labels, logits):
        joined = tf.concat([logits, labels], axis=0)
        return tf.transpose(joined)[:, 1:] + tf.cast(tf.shape(joined)[0], logits.dtype)
    """, "focal(t, x)", binary(3, 2))
tf_loss("truth of a tensor of one element", """
    def focal(labels, logits):
        positives = tf.reduce_sum(labels)
        return tf.reduce_sum(logits) / positives if positives > 0 else tf.reduce_sum(logits)
    """, "focal(t, x)", binary(6))
tf_loss("item assignment", """
    def focal(labels, logits):
        loss = tf.zeros_like(logits)
        loss[0] = 1.0
        return loss
    """, "focal(t, x)", binary(6))
tf_loss("mean of integers", """
    def focal(labels, logits):
        return tf.cast(tf.reduce_mean(labels + 1), logits.dtype) * tf.reduce_sum(logits)
    """, "focal(t, x)", binary(7, target="int32"))
tf_loss("quotient of integers", """
    def focal(labels, logits):
        return labels / 2
    """, "focal(t, x)", binary(7, target="int32"))
tf_loss("float weight of integers", """
    def focal(labels, logits):
        return labels * 0.25
    """, "focal(t, x)", binary(7, target="int32"))
tf_loss("maximum of logits by hand", """
    def focal(labels, logits):
        ce = tf.maximum(logits, 0) - logits * labels + tf.math.log1p(tf.exp(-tf.abs(logits)))
        return tf.reduce_mean(tf.square(1 - tf.exp(-ce)) * ce)
    """, "focal(t, x)", binary(7))
tf_loss("lists as weights", """
    def focal(labels, logits):
        weights = tf.constant([1.0, 2.0, 0.5], dtype=logits.dtype)
        return tf.reduce_sum(labels * weights * -tf.nn.log_softmax(logits) * [1.0, 0.5, 0.25], axis=1)
    """, "focal(t, x)", one_hot(3))
tf_loss("subclass of the loss", """
    class Focal(tf.keras.losses.Loss):
        def __init__(self, gamma=2.0, alpha=0.25, **kwargs):
            super().__init__(**kwargs)
            self.gamma, self.alpha = gamma, alpha

        def call(self, y_true, y_pred):
            ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred)
            p_t = tf.exp(-ce)
            alpha_t = y_true * self.alpha + (1 - y_true) * (1 - self.alpha)
            return tf.reduce_sum(alpha_t * (1 - p_t) ** self.gamma * ce, axis=-1)
    """, "Focal(name='focal')(t, x)", binary(4, 3))
tf_loss("subclass of the loss, summed", """
    class Focal(tf.keras.losses.Loss):
        def __init__(self):
            super().__init__(reduction='sum', name='focal')

        def call(self, y_true, y_pred):
            return tf.reduce_mean(tf.square(tf.cast(y_true, y_pred.dtype) - tf.sigmoid(y_pred)), axis=-1)
    """, "Focal()(t, x)", binary(4, 3, target="int32"))
tf_loss("scopes, types and reductions", """
    class Focal(tf.keras.losses.Loss):
        def __init__(self, gamma=2.0, reduction=tf.losses.Reduction.SUM, name="focal"):
            super().__init__(reduction=reduction, name=name)
            self.gamma = gamma

        def call(self, y_true, y_pred):
            with tf.name_scope("focal") as scope:
                y_true = y_true if tf.is_tensor(y_true) else tf.convert_to_tensor(y_true)
                p = tf.math.sigmoid(tf.dtypes.cast(y_pred, y_true.dtype))
                p_t = tf.where(tf.equal(y_true, 1), p, 1 - p)
            with K.name_scope("reduce"):
                return -tf.math.reduce_mean(tf.math.pow(1 - p_t, self.gamma) * tf.math.log(p_t), axis=-1)
    """, "Focal()(t, x)", binary(5, 3))
tf_loss("gathered coordinates and masks", """
    def focal(labels, logits, gamma=2.0):
        log_p = tf.nn.log_softmax(logits)
        picked = tf.gather_nd(log_p, tf.stack([tf.range(tf.shape(labels)[0]), labels], axis=1))
        hard = tf.boolean_mask(picked, picked < -0.1)
        return tf.reduce_sum(-tf.pow(1 - tf.exp(hard), gamma) * hard)
    """, "focal(t, x)", classes(4, target="int32"))
tf_loss("a module, divided by a count of a float type", """
    class Focal(tf.Module):
        def __init__(self, gamma=2.0):
            super().__init__()
            self.gamma = gamma

        def __call__(self, labels, logits):
            ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
            count = tf.math.count_nonzero(labels, dtype=logits.dtype)
            return tf.reduce_sum((1 - tf.exp(-ce)) ** self.gamma * ce) / count
    """, "Focal()(t, x)", binary(6))
tf_loss("a derivative by hand", """
    def focal(gamma=2.0):
        @tf.custom_gradient
        def loss(y_true, y_pred):
            p_t = tf.where(tf.equal(y_true, 1), tf.sigmoid(y_pred), tf.sigmoid(-y_pred))
            value = -tf.pow(1 - p_t, gamma) * tf.math.log(p_t)

            def grad(upstream):
                sign = tf.where(tf.equal(y_true, 1), tf.ones_like(y_pred), -tf.ones_like(y_pred))
                slope = sign * tf.pow(1 - p_t, gamma) * (gamma * p_t * tf.math.log(p_t) + p_t - 1)
                return None, 3.0 * upstream * slope

            return value, grad
        return loss
    """, "tf.reduce_sum(focal()(t, x) * x)", binary(5, 3))
tf_loss("losses of a module and of a layer", """
    class Focal(tf.Module):
        def __init__(self, gamma=2.0):
            super(Focal, self).__init__(name="focal")
            self.gamma = gamma

        def __call__(self, y_pred, y_true):
            p_t = tf.where(tf.equal(y_true, 1), tf.sigmoid(y_pred), tf.sigmoid(-y_pred))
            return -tf.reduce_mean(tf.pow(1 - p_t, self.gamma) * tf.math.log(p_t))

    class FocalLayer(tf.keras.layers.Layer):
        def __init__(self, gamma=2.0, **settings):
            super().__init__(**settings)
            self.inner = Focal(gamma)

        def call(self, y_pred, y_true):
            return self.inner(y_pred, y_true)
    """, "FocalLayer(name='focal')(x, t)", binary(5, 3))
