"""Losses in PaddlePaddle, and expressions of its operations."""

from __future__ import annotations

from run_cases import binary, class_probabilities, classes, loss, one_hot, probabilities

OPERATIONS = """
x + 1;1 - x;x - 1.5;0.25 * x;x / 2;1 / (x + 5);x ** 2;x == 1;x > 0.5;-x;abs(x);x % 3;x * True
x[None];x[0];x[-1];x[1:];x[..., 0];x[:, 1];x[:, -1:];x[x > 0];x.shape[0] * x;len(x.shape) * x;x.ndim * x
paddle.exp(x);paddle.log(abs(x) + 1);paddle.log1p(abs(x));paddle.sqrt(abs(x));paddle.rsqrt(abs(x) + 1);paddle.square(x);paddle.sign(x);paddle.floor(x);paddle.tanh(x);paddle.isnan(x / x);paddle.logical_not(x > 0);paddle.logical_and(x > 0, x < 1)
paddle.clip(x, 0, 1);paddle.clip(x, min=-0.5);x.clip(1e-7, 1 - 1e-7);paddle.where(x > 0, x, -x);paddle.where(x > 0, x, 0.0);paddle.where(x > 0, 0.25, x);paddle.where(x > 0)[0];paddle.nonzero(x > 0);paddle.pow(x, 2);(abs(x) + 1.5).pow(0.5)
paddle.ones_like(x) - x;paddle.zeros_like(x) + x;paddle.full_like(x, 2);paddle.full([2, 3], 0.5);paddle.full([2], 1);paddle.zeros([2, 3]);paddle.ones([2], dtype="int64");paddle.arange(3);paddle.arange(0, 2, 0.5);paddle.eye(3);paddle.to_tensor([0.5, 2.0, 1.0]);paddle.to_tensor(0.25);paddle.to_tensor([1, 2]);paddle.to_tensor(x) * x;paddle.to_tensor([1, 2], dtype="float32")
x.unsqueeze(-1);paddle.unsqueeze(x, [0, 1]);x.unsqueeze(0).squeeze(0);paddle.squeeze(x);x.reshape([-1]);x.reshape([0, -1]);paddle.reshape(x, [3, -1]);x.flatten();x.unsqueeze(0).flatten(1, 2);paddle.transpose(x, [1, 0]);x.transpose([1, 0]);paddle.t(x);x.expand([2, 4, 3]);x.unsqueeze(0).expand([2, -1, -1]);x.unsqueeze(0).expand_as(paddle.ones([2, 4, 3]));paddle.tile(x, [2, 1]);paddle.broadcast_to(x, [2, 4, 3])
paddle.concat([x, x * 2]);paddle.concat([x, x], axis=-1);paddle.stack([x, x + 1]);paddle.stack([x, x], axis=-1);paddle.split(x, 3, axis=-1)[1];paddle.split(x, [1, -1], axis=-1)[1];paddle.chunk(x, 3, axis=-1)[2];paddle.unbind(x)[0];paddle.flip(x, [0])
paddle.sum(x);x.sum(axis=0);x.sum(-1, keepdim=True);paddle.sum(x > 0);paddle.max(x);x.max(axis=-1);paddle.min(x, axis=0, keepdim=True);paddle.prod(x, axis=0);paddle.any(x > 0);paddle.all(x > 0, axis=-1);paddle.logsumexp(x, axis=-1);paddle.argmax(x, axis=-1);paddle.argmax(x);x.argmin(0);paddle.cumsum(x, axis=0);paddle.cumsum(x);paddle.numel(x)
paddle.mean(x.astype("float32"));x.astype("float32").mean(axis=[0, -1]);x.astype("float64").mean(-1, keepdim=True);paddle.std(x.astype("float32"));x.astype("float32").var(axis=0, unbiased=False);paddle.norm(x.astype("float32"));paddle.norm(x.astype("float32"), p=1, axis=-1)
x.cast("float32");x.astype("int32");paddle.cast(x > 0, "float32");x.detach() * x;x.clone() * 2;paddle.assign(x)
paddle.gather(x, paddle.to_tensor([0, 0]));paddle.gather(x, paddle.to_tensor([[1], [0]]), axis=-1);paddle.index_select(x, paddle.to_tensor([0, 1]), axis=-1);paddle.masked_select(x, x > 0);paddle.take_along_axis(x, paddle.to_tensor([[0], [1], [2], [0]]), 1);paddle.put_along_axis(x.astype("float32"), paddle.to_tensor([[0], [1], [2], [0]]), 9.0, 1);paddle.zeros([4, 3]).put_along_axis_(paddle.to_tensor([[0], [1], [2], [0]]), 1.0, 1);paddle.topk(x, 2, axis=-1)[0];paddle.topk(x, 1)[1];paddle.sort(x, axis=0);paddle.argsort(x, axis=-1, descending=True);paddle.scatter(x, paddle.to_tensor([1, 0]), paddle.ones([2, 3]).astype(x.dtype))
paddle.scale(x.astype("float32"), 2.0, 1.0);paddle.equal_all(x, x);paddle.nan_to_num(x / x);paddle.einsum("ij->i", x.astype("float32"));paddle.matmul(x, x, transpose_y=True);(x > 0) & (x < 1);~(x > 0);paddle.add_n([x, x]);x.item() if x.size == 1 else x;x == None
F.sigmoid(x);F.log_sigmoid(x);F.relu(x);F.softplus(x);F.softmax(x);F.softmax(x, axis=0);F.log_softmax(x);F.log_softmax(x, axis=0);F.softmax(x, dtype="float32");F.one_hot(abs(x).astype("int64") % 4, 4);F.one_hot(abs(x).astype("int64"), 2);F.one_hot(x, 9);F.label_smooth(x.astype("float32"));F.label_smooth(x > 0);F.normalize(x) + x;F.normalize(x, axis=0) + x
"""
PAIRS = """
x + y;x - y;x * y;x / (y * y + 1);x == y;x < y;paddle.add(x, y);paddle.multiply(x, y);paddle.maximum(x, y);paddle.minimum(x, y);paddle.where(x > 0, x, y);paddle.equal(x, y);paddle.concat([x, y]);paddle.stack([x, y]);paddle.pow(abs(x) + 1, y);x @ y.astype(x.dtype)
F.binary_cross_entropy_with_logits(x, y);F.binary_cross_entropy(F.sigmoid(x), F.sigmoid(y), reduction="none");F.binary_cross_entropy(x, y);F.mse_loss(x.astype("float32"), y);F.l1_loss(x.astype("float32"), y, reduction="sum");F.smooth_l1_loss(x, y);F.square_error_cost(x, y);F.kl_div(F.log_softmax(x), F.softmax(y));F.binary_cross_entropy_with_logits(x, F.sigmoid(y), pos_weight=paddle.to_tensor([2.0, 1.0, 0.5]), reduction="none");F.binary_cross_entropy_with_logits(x, y, weight=paddle.to_tensor([2.0, 1.0, 0.5]))
"""

CROSS_ENTROPIES = [
    "F.cross_entropy(x, t)",
    'F.cross_entropy(x, t, reduction="none")',
    'F.cross_entropy(x, t.unsqueeze(1), reduction="none")',
    'F.cross_entropy(x, t, weight=paddle.to_tensor([0.5, 1.0, 2.0], dtype=x.dtype))',
    'F.cross_entropy(x, t, weight=paddle.to_tensor([0.5, 1.0, 2.0], dtype=x.dtype), reduction="none")',
    "F.cross_entropy(x, t, ignore_index=1)",
    'F.cross_entropy(x, t, ignore_index=1, reduction="sum")',
    'F.cross_entropy(x.astype("float32"), t, label_smoothing=0.1)',
    "F.softmax_with_cross_entropy(x, t.unsqueeze(1))",
    "F.softmax_with_cross_entropy(x, t.unsqueeze(1), return_softmax=True)[0]",
    "F.softmax_with_cross_entropy(x, t)",
    "F.nll_loss(F.log_softmax(x), t)",
    'F.nll_loss(F.log_softmax(x), t, reduction="none")',
    "nn.CrossEntropyLoss(ignore_index=255)(x, t)",
    "nn.NLLLoss(weight=paddle.to_tensor([0.5, 1.0, 2.0], dtype=x.dtype))(nn.LogSoftmax()(x), t)",
    "F.cross_entropy(x, t + 2)",
]
for call in CROSS_ENTROPIES:
    loss(call, "", call, classes(3), "paddle")
loss("weights of other classes", "", "F.cross_entropy(x, t, weight=paddle.to_tensor([0.5, 1.0], dtype=x.dtype))", classes(3), "paddle")
loss("all targets ignored", "", "F.cross_entropy(x, t * 0 + 255, ignore_index=255)", classes(3), "paddle")
loss("all targets ignored, with weights", "", "F.cross_entropy(x, t * 0 - 100, weight=paddle.to_tensor([0.5, 1.0, 2.0], dtype=x.dtype))", classes(3), "paddle")
loss("cross_entropy in an image", "", 'F.cross_entropy(x, t, axis=1, reduction="none")', classes(3, 2, 2), "paddle")
loss("cross_entropy with ignored targets", "", "F.cross_entropy(x, t, ignore_index=255)", classes(3, ignored=255), "paddle")
loss("cross_entropy with the usual ignored target", "", "F.cross_entropy(x, t)", classes(3, ignored=-100), "paddle")
for call in ['F.cross_entropy(x, t, soft_label=True)', 'F.cross_entropy(x, t, soft_label=True, reduction="none")', "F.cross_entropy(x, t * 0.8 + 0.05, soft_label=True, weight=paddle.to_tensor([0.5, 1.0, 2.0], dtype=x.dtype))", 'F.cross_entropy(x.astype("float32"), t.astype("float32"), soft_label=True, label_smoothing=0.2)']:
    loss(call, "", call, one_hot(3), "paddle")
for call in ["nn.BCEWithLogitsLoss()(x, t)", 'nn.BCELoss(reduction="sum")(nn.Sigmoid()(x), t)', "nn.BCEWithLogitsLoss(pos_weight=paddle.to_tensor(3.0, dtype=x.dtype))(x, t)"]:
    loss(call, "", call, binary(5, 3), "paddle")

LAYER = """
    class FocalLoss(nn.Layer):
        def __init__(self, alpha=0.25, gamma=2.0, reduction="mean"):
            super().__init__()
            self.alpha = alpha
            self.gamma = gamma
            self.reduction = reduction

        def forward(self, logit, label):
            ce = F.binary_cross_entropy_with_logits(logit, label, reduction="none")
            p = F.sigmoid(logit)
            p_t = p * label + (1 - p) * (1 - label)
            alpha_t = self.alpha * label + (1 - self.alpha) * (1 - label)
            loss = alpha_t * (1 - p_t) ** self.gamma * ce
            if self.reduction == "mean":
                return paddle.mean(loss)
            return paddle.sum(loss) if self.reduction == "sum" else loss
"""
loss("layer", LAYER, "FocalLoss()(x, t)", binary(6, 2), "paddle")
loss("layer with a sum", LAYER, 'FocalLoss(0.75, 1.5, "sum")(x, t)', binary(6, 2), "paddle")
loss("layer with large logits", LAYER, 'FocalLoss(reduction="none")(x * 30, t)', binary(6, 2), "paddle")
loss("layer with integers", LAYER, "FocalLoss()(x, t)", binary(6, 2, target="int64"), "paddle")
loss(
    "layer with weights of classes",
    """
    class FocalLoss(nn.Layer):
        def __init__(self, alpha, gamma=2):
            super(FocalLoss, self).__init__()
            self.register_buffer("alpha", paddle.to_tensor(alpha))
            self.gamma = gamma

        def forward(self, input, target):
            target = target.reshape([-1, 1])
            logpt = paddle.take_along_axis(F.log_softmax(input, axis=1), target, 1).flatten()
            pt = logpt.detach().exp()
            logpt = logpt * paddle.gather(self.alpha.astype(input.dtype), target.flatten())
            return (-1 * (1 - pt) ** self.gamma * logpt).mean()
    """,
    "FocalLoss([0.2, 0.3, 0.5])(x, t)",
    classes(3),
    "paddle",
)
loss(
    "one-hot targets and a layer's cross-entropy",
    """
    class FocalLoss(nn.Layer):
        def __init__(self, gamma=2, eps=1e-7):
            super().__init__()
            self.gamma = gamma
            self.ce = nn.CrossEntropyLoss()

        def forward(self, input, target):
            logp = self.ce(input, target.astype("int64"))
            p = paddle.exp(-logp)
            return ((1 - p) ** self.gamma * logp).mean()
    """,
    "FocalLoss()(x, t)",
    classes(4),
    "paddle",
)
loss(
    "probabilities",
    """
    def focal_loss(p, label, alpha=0.25, gamma=2.0):
        p = paddle.clip(p, 1e-7, 1 - 1e-7)
        pos = -alpha * label * (1 - p).pow(gamma) * paddle.log(p)
        neg = -(1 - alpha) * (1 - label) * p.pow(gamma) * paddle.log(1 - p)
        return (pos + neg).sum() / paddle.clip(label.sum(), min=1)
    """,
    "focal_loss(x, t)",
    probabilities(5, 3),
    "paddle",
)
loss(
    "one-hot of indices",
    """
    def focal_loss(logits, labels, gamma=2, alpha=0.5):
        pred = F.softmax(logits, axis=1)
        one_hot = F.one_hot(labels.flatten(), logits.shape[1]).astype(logits.dtype)
        weight = -alpha * one_hot * paddle.pow(1.0 - pred, gamma)
        return paddle.mean(paddle.sum(weight * paddle.log(pred + 1e-8), axis=-1))
    """,
    "focal_loss(x, t)",
    classes(3),
    "paddle",
)
loss(
    "changes in place",
    """
    def focal_loss(pred, target, gamma=2.0):
        p = F.softmax(pred)
        mask = paddle.zeros_like(pred)
        mask[paddle.arange(target.shape[0]), target] = 1.0
        loss = -mask * (1 - p) ** gamma * paddle.log(p)
        total = loss
        total += 1
        with paddle.no_grad():
            factor = loss.max()
        return (loss.sum(axis=1) / factor).mean() + 0 * total.sum()
    """,
    "focal_loss(x, t)",
    classes(3),
    "paddle",
)
loss("probabilities of classes", "", "(-t * paddle.log(x) * (1 - x) ** 2).sum(axis=1).mean()", class_probabilities(3), "paddle")
loss(
    "parameters with given values",
    """
    class FocalLoss(nn.Layer):
        def __init__(self, gamma=2.0):
            super().__init__()
            constant = nn.initializer.Constant(gamma)
            self.gamma = self.create_parameter([1], default_initializer=constant)
            self.gamma.stop_gradient = True
            self.alpha = paddle.create_parameter([3], "float32", default_initializer=nn.initializer.Assign([0.2, 0.3, 0.5]))
            self.shift = self.create_parameter([3], attr=paddle.ParamAttr(initializer=constant), is_bias=True)
            self.bias = self.create_parameter([3], is_bias=True)

        def forward(self, logits, labels):
            ce = F.cross_entropy(logits + self.shift + self.bias, labels, reduction="none")
            weight = paddle.gather(self.alpha, labels)
            return (weight * (1 - paddle.exp(-ce)) ** self.gamma * ce).mean()
    """,
    "FocalLoss()(x, t)",
    classes(3),
    "paddle",
)
