import keras
from keras import ops


class AsymmetricLoss(keras.losses.Loss):
    """Asymmetric loss on sigmoids, for multi-label targets with few positives.

    Ridnik et al. 2021, Asymmetric Loss for Multi-Label Classification, arXiv:2009.14119,
    eq. 4 to 7, with p_m = max(p - clip, 0):

        ASL = -(1 - p)**gamma_positive * log(p)          of a positive
        ASL = -p_m**gamma_negative * log(1 - p_m)        of a negative

    The model gives logits: its last layer has no sigmoid.

    Args:
        gamma_positive: how much easy positives are turned down.
        gamma_negative: how much easy negatives are turned down; at least gamma_positive.
        clip: negatives with a probability below it count nothing.
        reduction: as of any Keras loss; the default is the mean over all elements.
    """

    def __init__(
        self,
        gamma_positive=0.0,
        gamma_negative=4.0,
        clip=0.05,
        reduction="sum_over_batch_size",
        name="asymmetric_loss",
    ):
        super().__init__(name=name, reduction=reduction)
        self.gamma_positive = gamma_positive
        self.gamma_negative = gamma_negative
        self.clip = clip

    def call(self, y_true, y_pred):
        """Targets of the logits' shape: 0, 1, or soft labels between."""
        # Limited, since the power's slope at 0 is infinite for gamma < 1.
        missing = ops.maximum(ops.sigmoid(-y_pred), 1e-37)
        of_positives = missing**self.gamma_positive * ops.softplus(-y_pred)
        if self.clip > 0:
            shifted = ops.maximum(ops.sigmoid(y_pred) - self.clip, 1e-37)
            cross_entropy = -ops.log1p(-shifted)
        else:
            shifted = ops.maximum(ops.sigmoid(y_pred), 1e-37)
            cross_entropy = ops.softplus(y_pred)
        of_negatives = shifted**self.gamma_negative * cross_entropy
        return y_true * of_positives + (1.0 - y_true) * of_negatives

    def get_config(self):
        return {
            **super().get_config(),
            "gamma_positive": self.gamma_positive,
            "gamma_negative": self.gamma_negative,
            "clip": self.clip,
        }
