import { pathsOf } from './paths';

/** pytorch-toolbelt, catalyst, fastai, timm and the compiled operations of mmcv. */
export const TOOLKIT_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator import not_known


def reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss.sum(0) if reduction == "batchwise_mean" else loss


def toolbelt_focal_loss(
    output,
    target,
    gamma=2.0,
    alpha=0.25,
    reduction="mean",
    normalized=False,
    reduced_threshold=None,
    eps=1e-6,
    ignore_index=None,
    activation="sigmoid",
    softmax_dim=None,
    class_weights=None,
):
    if reduced_threshold is not None:
        not_known("reduced_threshold", "focal_loss_with_logits")
    output = output.float()
    target = target.float()
    p = torch.sigmoid(output) if activation == "sigmoid" else torch.softmax(output, dim=softmax_dim)
    factor = (1.0 - (p * target + (1 - p) * (1 - target))).pow(gamma)
    loss = factor * F.binary_cross_entropy_with_logits(output, target, reduction="none")
    if alpha is not None:
        loss = loss * (alpha * target + (1 - alpha) * (1 - target))
    if class_weights is not None:
        loss = loss * class_weights.view(1, -1, *[1] * (loss.dim() - 2))
    if ignore_index is not None:
        ignored = target.eq(ignore_index)
        loss = torch.masked_fill(loss, ignored, 0)
        factor = torch.masked_fill(factor, ignored, 0)
    if normalized:
        loss = loss / factor.sum().clamp_min(eps)
    return reduced(loss, reduction)


def toolbelt_softmax_focal_loss(
    output,
    target,
    class_weights=None,
    gamma=2.0,
    reduction="mean",
    normalized=False,
    reduced_threshold=None,
    eps=1e-6,
    ignore_index=-100,
):
    if reduced_threshold is not None:
        not_known("reduced_threshold", "softmax_focal_loss_with_logits")
    ignored = target.eq(ignore_index)
    hot = F.one_hot(torch.masked_fill(target, ignored, 0), output.size(1)).movedim(-1, 1).float()
    p = F.softmax(output, dim=1)
    factor = ((1 - hot) * p + hot * (1 - p)).pow(gamma)
    loss = factor * F.binary_cross_entropy_with_logits(output, hot, reduction="none")
    if class_weights is not None:
        loss = loss * class_weights.reshape(1, -1, *[1] * (loss.dim() - 2))
    loss = loss.sum(dim=1) * ~ignored
    if normalized:
        loss = loss / factor.sum().clamp_min(eps)
    return reduced(loss, reduction)


class ToolbeltCrossEntropyFocalLoss(nn.Module):
    def __init__(
        self,
        gamma=2.0,
        reduction="mean",
        normalized=False,
        reduced_threshold=None,
        ignore_index=-100,
        class_weights=None,
    ):
        super().__init__()
        self.settings = dict(
            gamma=gamma,
            reduction=reduction,
            normalized=normalized,
            reduced_threshold=reduced_threshold,
            ignore_index=ignore_index,
            class_weights=class_weights,
        )

    def forward(self, inputs, targets):
        return toolbelt_softmax_focal_loss(inputs, targets, **self.settings)


class ToolbeltBinaryFocalLoss(nn.Module):
    def __init__(
        self,
        alpha=None,
        gamma=2.0,
        ignore_index=None,
        reduction="mean",
        normalized=False,
        reduced_threshold=None,
        activation="sigmoid",
        softmax_dim=None,
        class_weights=None,
    ):
        super().__init__()
        self.ignore_index = ignore_index
        if class_weights is not None and not torch.is_tensor(class_weights):
            class_weights = torch.tensor(list(class_weights), dtype=torch.float32)
        self.settings = dict(
            alpha=alpha,
            gamma=gamma,
            ignore_index=ignore_index,
            reduction=reduction,
            normalized=normalized,
            reduced_threshold=reduced_threshold,
            activation=activation,
            softmax_dim=softmax_dim,
            class_weights=class_weights,
        )

    def forward(self, inputs, targets):
        if len(targets.shape) + 1 == len(inputs.shape):
            if self.ignore_index is not None:
                not_known("ignore_index", "BinaryFocalLoss")
            targets = F.one_hot(targets, inputs.size(1)).movedim(-1, 1)
        return toolbelt_focal_loss(inputs, targets, **self.settings)


def catalyst_focal_loss(outputs, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    targets = targets.type(outputs.type())
    ce = F.binary_cross_entropy_with_logits(outputs, targets, reduction="none")
    loss = (1 - torch.exp(-ce)).pow(gamma) * ce
    if alpha is not None:
        loss = loss * (alpha * targets + (1 - alpha) * (1 - targets))
    return reduced(loss, reduction)


def catalyst_reduced_focal_loss(outputs, targets, threshold=0.5, gamma=2.0, reduction="mean"):
    targets = targets.type(outputs.type())
    ce = F.binary_cross_entropy_with_logits(outputs, targets, reduction="none")
    p_t = torch.exp(-ce)
    factor = ((1.0 - p_t) / threshold).pow(gamma)
    factor[p_t < threshold] = 1
    return reduced(factor * ce, reduction)


class CatalystFocalLossBinary(nn.modules.loss._Loss):
    def __init__(self, ignore=None, reduced=False, gamma=2.0, alpha=0.25, threshold=0.5, reduction="mean"):
        super().__init__()
        self.ignore = ignore
        if reduced:
            self.loss_fn = lambda x, y: catalyst_reduced_focal_loss(x, y, threshold, gamma, reduction)
        else:
            self.loss_fn = lambda x, y: catalyst_focal_loss(x, y, gamma, alpha, reduction)

    def forward(self, logits, targets):
        targets = targets.view(-1)
        logits = logits.view(-1)
        if self.ignore is not None:
            kept = targets != self.ignore
            logits = logits[kept]
            targets = targets[kept]
        return self.loss_fn(logits, targets)


class CatalystFocalLossMultiClass(CatalystFocalLossBinary):
    def forward(self, logits, targets):
        classes = logits.size(1)
        targets = targets.view(-1)
        logits = logits.view(-1, classes)
        if self.ignore is not None:
            kept = targets != self.ignore
            logits = logits[kept]
            targets = targets[kept]
        return sum(self.loss_fn(logits[..., at], (targets == at).long()) for at in range(classes))


class FastaiFocalLoss(nn.Module):
    def __init__(self, gamma=2.0, weight=None, reduction="mean"):
        super().__init__()
        self.gamma = gamma
        self.weight = weight
        self.reduction = reduction

    def forward(self, inp, targ):
        ce = F.cross_entropy(inp, targ, weight=self.weight, reduction="none")
        return reduced((1 - torch.exp(-ce)) ** self.gamma * ce, self.reduction)


class FastaiBaseLoss:
    def __init__(self, loss_cls, *args, axis=-1, flatten=True, floatify=False, is_2d=True, **kwargs):
        self.axis = axis
        self.flatten = flatten
        self.floatify = floatify
        self.is_2d = is_2d
        self.func = loss_cls(*args, **kwargs)

    @property
    def reduction(self):
        return self.func.reduction

    def __call__(self, inp, targ, **kwargs):
        inp = inp.transpose(self.axis, -1).contiguous()
        targ = targ.transpose(self.axis, -1).contiguous()
        if self.floatify and targ.dtype != torch.float16:
            targ = targ.float()
        if targ.dtype in [torch.int8, torch.int16, torch.int32]:
            targ = targ.long()
        if self.flatten:
            inp = inp.view(-1, inp.shape[-1]) if self.is_2d else inp.view(-1)
            targ = targ.view(-1)
        return self.func(inp, targ, **kwargs)


class FastaiFocalLossFlat(FastaiBaseLoss):
    def __init__(self, *args, gamma=2.0, axis=-1, **kwargs):
        super().__init__(FastaiFocalLoss, *args, gamma=gamma, axis=axis, **kwargs)


class FastaiCrossEntropyLossFlat(FastaiBaseLoss):
    def __init__(self, *args, axis=-1, **kwargs):
        super().__init__(nn.CrossEntropyLoss, *args, axis=axis, **kwargs)


class FastaiBCEWithLogitsLossFlat(FastaiBaseLoss):
    def __init__(self, *args, axis=-1, floatify=True, thresh=0.5, **kwargs):
        super().__init__(nn.BCEWithLogitsLoss, *args, axis=axis, floatify=floatify, is_2d=False, **kwargs)


def flatten_check(inp, targ):
    inp = inp.contiguous().view(-1)
    targ = targ.contiguous().view(-1)
    assert len(inp) == len(targ)
    return inp, targ


class LabelSmoothingCrossEntropy(nn.Module):
    def __init__(self, smoothing=0.1):
        super().__init__()
        assert smoothing < 1.0
        self.smoothing = smoothing
        self.confidence = 1.0 - smoothing

    def forward(self, x, target):
        log_p = F.log_softmax(x, dim=-1)
        own = -log_p.gather(dim=-1, index=target.unsqueeze(1)).squeeze(1)
        return (self.confidence * own - self.smoothing * log_p.mean(dim=-1)).mean()


class SoftTargetCrossEntropy(nn.Module):
    def forward(self, x, target):
        return torch.sum(-target * F.log_softmax(x, dim=-1), dim=-1).mean()


def mean_of_rows(loss, reduction):
    assert reduction in ("none", "mean", "sum")
    return loss.sum() / loss.size(0) if reduction == "mean" else reduced(loss, reduction)


def mmcv_sigmoid_focal_loss(input, target, gamma=2.0, alpha=0.25, weight=None, reduction="mean"):
    assert target.dtype == torch.long
    assert input.dim() == 2
    assert target.dim() == 1
    assert input.size(0) == target.size(0)
    if weight is not None:
        not_known("weight", "sigmoid_focal_loss")
    hot = (target.unsqueeze(1) == torch.arange(input.size(1))).to(input.dtype)
    p = torch.sigmoid(input)
    positive = -alpha * (1 - p) ** gamma * F.logsigmoid(input) * hot
    negative = -(1 - alpha) * p ** gamma * F.logsigmoid(-input) * (1 - hot)
    return mean_of_rows(positive + negative, reduction)


def mmcv_softmax_focal_loss(input, target, gamma=2.0, alpha=0.25, weight=None, reduction="mean"):
    assert target.dtype == torch.long
    assert input.dim() == 2
    assert target.dim() == 1
    assert input.size(0) == target.size(0)
    if weight is not None or (target < 0).any():
        not_known("weight", "softmax_focal_loss")
    log_p = F.log_softmax(input, 1).gather(1, target.unsqueeze(1)).squeeze(1)
    return mean_of_rows(-alpha * (1 - log_p.exp()) ** gamma * log_p, reduction)


class MmcvSigmoidFocalLoss(nn.Module):
    def __init__(self, gamma, alpha, weight=None, reduction="mean"):
        super().__init__()
        self.gamma = gamma
        self.alpha = alpha
        self.weight = weight
        self.reduction = reduction

    def forward(self, input, target):
        return mmcv_sigmoid_focal_loss(input, target, self.gamma, self.alpha, self.weight, self.reduction)


class MmcvSoftmaxFocalLoss(MmcvSigmoidFocalLoss):
    def forward(self, input, target):
        return mmcv_softmax_focal_loss(input, target, self.gamma, self.alpha, self.weight, self.reduction)
`,
  names: {
    ...pathsOf(['pytorch_toolbelt.losses.functional', 'pytorch_toolbelt.losses'], {
      focal_loss_with_logits: 'toolbelt_focal_loss',
      sigmoid_focal_loss: 'toolbelt_focal_loss',
      softmax_focal_loss_with_logits: 'toolbelt_softmax_focal_loss',
    }),
    ...pathsOf(['pytorch_toolbelt.losses.focal', 'pytorch_toolbelt.losses'], {
      BinaryFocalLoss: 'ToolbeltBinaryFocalLoss',
      CrossEntropyFocalLoss: 'ToolbeltCrossEntropyFocalLoss',
      FocalLoss: 'ToolbeltCrossEntropyFocalLoss',
    }),
    ...pathsOf(['catalyst.metrics', 'catalyst.metrics.functional', 'catalyst.metrics.functional._focal'], {
      sigmoid_focal_loss: 'catalyst_focal_loss',
      reduced_focal_loss: 'catalyst_reduced_focal_loss',
    }),
    ...pathsOf(
      [
        'catalyst.contrib.losses',
        'catalyst.contrib.losses.focal',
        'catalyst.contrib.nn',
        'catalyst.contrib.nn.criterion',
      ],
      { FocalLossBinary: 'CatalystFocalLossBinary', FocalLossMultiClass: 'CatalystFocalLossMultiClass' },
    ),
    ...pathsOf(
      [
        'fastai.losses',
        'fastai.vision.all',
        'fastai.basics',
        'fastai.layers',
        'fastai.text.all',
        'fastai.tabular.all',
      ],
      {
        FocalLoss: 'FastaiFocalLoss',
        FocalLossFlat: 'FastaiFocalLossFlat',
        BaseLoss: 'FastaiBaseLoss',
        CrossEntropyLossFlat: 'FastaiCrossEntropyLossFlat',
        BCEWithLogitsLossFlat: 'FastaiBCEWithLogitsLossFlat',
      },
    ),
    ...pathsOf(['fastai.torch_core', 'fastai.vision.all', 'fastai.basics'], ['flatten_check']),
    ...pathsOf(
      ['timm.loss', 'timm.loss.cross_entropy'],
      ['LabelSmoothingCrossEntropy', 'SoftTargetCrossEntropy'],
    ),
    ...pathsOf(['mmcv.ops', 'mmcv.ops.focal_loss'], {
      sigmoid_focal_loss: 'mmcv_sigmoid_focal_loss',
      softmax_focal_loss: 'mmcv_softmax_focal_loss',
      SigmoidFocalLoss: 'MmcvSigmoidFocalLoss',
      SoftmaxFocalLoss: 'MmcvSoftmaxFocalLoss',
    }),
  },
};
