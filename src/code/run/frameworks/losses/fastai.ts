import { pathsOf } from './paths';

/** The losses of fastai. */
export const FASTAI_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import reduced


class FastaiModule(nn.Module):
    training = True


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
`,
  names: {
    ...pathsOf(
      [
        'fastai.losses',
        'fastai.vision.all',
        'fastai.basics',
        'fastai.layers',
        'fastai.text.all',
        'fastai.tabular.all',
        'fastai.torch_core',
      ],
      {
        Module: 'FastaiModule',
        FocalLoss: 'FastaiFocalLoss',
        FocalLossFlat: 'FastaiFocalLossFlat',
        BaseLoss: 'FastaiBaseLoss',
        CrossEntropyLossFlat: 'FastaiCrossEntropyLossFlat',
        BCEWithLogitsLossFlat: 'FastaiBCEWithLogitsLossFlat',
      },
    ),
    ...pathsOf(['fastai.torch_core', 'fastai.vision.all', 'fastai.basics'], ['flatten_check']),
  },
};
