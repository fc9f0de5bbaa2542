import { pathsOf } from './paths';

const LOSSES = ['keras.losses', 'tensorflow.keras.losses'];

/** Keras 3. The reductions of Keras 2 are taken too, where Keras 3 refuses them. */
export const KERAS_LOSSES = {
  text: `
from keras import ops

REDUCTIONS = ("sum_over_batch_size", "sum", "none", None, "mean", "auto")


class Loss:
    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None):
        if reduction not in REDUCTIONS:
            raise ValueError("reduction must be sum_over_batch_size, sum or none")
        self.name = name
        self.reduction = reduction
        self.dtype = dtype or "float32"
        self._dtype = self.dtype

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def __call__(self, y_true, y_pred, sample_weight=None):
        y_pred = ops.convert_to_tensor(y_pred, dtype=self.dtype)
        y_true = ops.convert_to_tensor(y_true, dtype=self.dtype)
        losses = ops.convert_to_tensor(self.call(y_true, y_pred), dtype=self.dtype)
        if sample_weight is not None:
            weight = ops.convert_to_tensor(sample_weight, dtype=self.dtype)
            if len(weight.shape) == len(losses.shape) + 1 and weight.shape[-1] == 1:
                weight = ops.squeeze(weight, axis=-1)
            losses = losses * weight
        return self._reduced(losses)

    def _reduced(self, losses):
        if self.reduction in ("none", None) or len(losses.shape) == 0:
            return losses
        return ops.sum(losses) if self.reduction == "sum" else ops.mean(losses)

    def call(self, y_true, y_pred):
        raise NotImplementedError

    def get_config(self):
        return {"name": self.name, "reduction": self.reduction}


class LossFunctionWrapper(Loss):
    def __init__(self, fn, reduction="sum_over_batch_size", name=None, dtype=None, **kwargs):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.fn = fn
        self._fn_kwargs = kwargs
        for key, value in kwargs.items():
            setattr(self, key, value)

    def call(self, y_true, y_pred):
        if len(y_true.shape) == len(y_pred.shape) + 1 and y_true.shape[-1] == 1:
            y_true = ops.squeeze(y_true, axis=-1)
        if len(y_pred.shape) == len(y_true.shape) + 1 and y_pred.shape[-1] == 1:
            y_true = ops.expand_dims(y_true, axis=-1)
        return self.fn(y_true, y_pred, **self._fn_kwargs)


def smoothed_decisions(y_true, label_smoothing):
    return y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing if label_smoothing else y_true


def smoothed_classes(y_true, label_smoothing):
    if not label_smoothing:
        return y_true
    return y_true * (1.0 - label_smoothing) + label_smoothing / y_true.shape[-1]


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = smoothed_decisions(ops.cast(y_true, y_pred.dtype), label_smoothing)
    return ops.mean(ops.binary_crossentropy(y_true, y_pred, from_logits=from_logits), axis=axis)


def binary_focal_crossentropy(
    y_true,
    y_pred,
    apply_class_balancing=False,
    alpha=0.25,
    gamma=2.0,
    from_logits=False,
    label_smoothing=0.0,
    axis=-1,
):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = smoothed_decisions(ops.cast(y_true, y_pred.dtype), label_smoothing)
    p = ops.sigmoid(y_pred) if from_logits else y_pred
    p_t = y_true * p + (1 - y_true) * (1 - p)
    loss = ops.power(1.0 - p_t, gamma) * ops.binary_crossentropy(y_true, p)
    if apply_class_balancing:
        loss = loss * (y_true * alpha + (1 - y_true) * (1 - alpha))
    return ops.mean(loss, axis=axis)


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = smoothed_classes(ops.cast(y_true, y_pred.dtype), label_smoothing)
    return ops.categorical_crossentropy(y_true, y_pred, from_logits=from_logits, axis=axis)


def categorical_focal_crossentropy(
    y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = smoothed_classes(ops.cast(y_true, y_pred.dtype), label_smoothing)
    p = ops.softmax(y_pred, axis=axis) if from_logits else y_pred
    p = ops.clip(p / ops.sum(p, axis=axis, keepdims=True), 1e-7, 1.0 - 1e-7)
    return ops.sum(ops.multiply(ops.power(1.0 - p, gamma), alpha) * -y_true * ops.log(p), axis=axis)


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, ignore_class=None, axis=-1):
    if len(y_true.shape) == len(y_pred.shape) and y_true.shape[-1] == 1:
        y_true = ops.squeeze(y_true, axis=-1)
    if ignore_class is None:
        return ops.sparse_categorical_crossentropy(y_true, y_pred, from_logits=from_logits, axis=axis)
    kept = ops.not_equal(y_true, ops.cast(ignore_class, y_true.dtype))
    y_true = y_true * ops.cast(kept, y_true.dtype)
    y_pred = y_pred * ops.cast(ops.expand_dims(kept, -1), y_pred.dtype)
    losses = ops.sparse_categorical_crossentropy(y_true, y_pred, from_logits=from_logits, axis=axis)
    return ops.where(kept, losses, 0.0)


class BinaryCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_crossentropy",
        dtype=None,
    ):
        super().__init__(
            binary_crossentropy,
            name=name,
            reduction=reduction,
            dtype=dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class BinaryFocalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        apply_class_balancing=False,
        alpha=0.25,
        gamma=2.0,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_focal_crossentropy",
        dtype=None,
    ):
        super().__init__(
            binary_focal_crossentropy,
            name=name,
            reduction=reduction,
            dtype=dtype,
            apply_class_balancing=apply_class_balancing,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class CategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(
            categorical_crossentropy,
            name=name,
            reduction=reduction,
            dtype=dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class CategoricalFocalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        alpha=0.25,
        gamma=2.0,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_focal_crossentropy",
        dtype=None,
    ):
        super().__init__(
            categorical_focal_crossentropy,
            name=name,
            reduction=reduction,
            dtype=dtype,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class SparseCategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        ignore_class=None,
        reduction="sum_over_batch_size",
        name="sparse_categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(
            sparse_categorical_crossentropy,
            name=name,
            reduction=reduction,
            dtype=dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
        )
`,
  names: {
    ...pathsOf([...LOSSES, 'keras', 'tensorflow.losses'], ['Loss']),
    ...pathsOf(
      [...LOSSES, 'keras.metrics', 'tensorflow.keras.metrics'],
      [
        'binary_crossentropy',
        'binary_focal_crossentropy',
        'categorical_crossentropy',
        'categorical_focal_crossentropy',
        'sparse_categorical_crossentropy',
      ],
    ),
    ...pathsOf(LOSSES, [
      'LossFunctionWrapper',
      'BinaryCrossentropy',
      'BinaryFocalCrossentropy',
      'CategoricalCrossentropy',
      'CategoricalFocalCrossentropy',
      'SparseCategoricalCrossentropy',
    ]),
  },
};
