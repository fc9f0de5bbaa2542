import { pathsOf } from './paths';

/** Checks, constants, base classes and small functions that losses take from libraries. */
export const LIBRARY_FUNCTIONS = {
  text: `
from enum import Enum
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator import not_known


class LossReduction(Enum):
    NONE = "none"
    MEAN = "mean"
    SUM = "sum"


def look_up_option(opt_str, supported, default="no_default", print_all_options=True):
    return opt_str


def monai_one_hot(labels, num_classes, dtype=torch.float, dim=1):
    if labels.shape[dim] != 1:
        raise AssertionError("labels should have a channel with length equal to one.")
    hot = F.one_hot(labels.squeeze(dim).long(), num_classes)
    return hot.movedim(-1, dim).to(dtype)


def check(condition, msg=None, raises=True):
    if not condition and raises:
        raise Exception("the condition of a check does not hold")
    return condition


def check_tensor(x, msg=None, raises=True):
    return check(isinstance(x, torch.Tensor), msg, raises)


def check_shape(x, shape, msg=None, raises=True):
    wanted = [each for each in shape if each != "*"]
    return check(x.dim() >= len(wanted) if "*" in shape else x.dim() == len(wanted), msg, raises)


def check_same_shape(x, y, msg=None, raises=True):
    return check(x.shape == y.shape, msg, raises)


def check_same_device(x, y, msg=None, raises=True):
    return check(x.device == y.device, msg, raises)


def kornia_one_hot(labels, num_classes, device=None, dtype=None, eps=1e-6):
    if labels.dtype != torch.int64:
        raise ValueError("labels must be of the same dtype torch.int64")
    hot = F.one_hot(labels, num_classes).movedim(-1, 1)
    return hot.to(torch.get_default_dtype() if dtype is None else dtype) + eps


def mask_ignore_pixels(target, ignore_index):
    if ignore_index is None:
        return target, None
    mask = target != ignore_index
    return torch.where(mask, target, torch.zeros_like(target)), mask


def multi_apply(func, *args, **kwargs):
    results = [func(*each, **kwargs) for each in zip(*args)]
    return tuple([list(each) for each in zip(*results)])


def get_class_weight(class_weight):
    return not_known("class_weight", "get_class_weight") if isinstance(class_weight, str) else class_weight


def convert_to_one_hot(targets, classes):
    assert torch.max(targets).item() < classes, "Class Index must be less than number of classes"
    return F.one_hot(targets.long().squeeze(-1), num_classes=classes)


def jit(func=None, *settings, **named):
    return (lambda function: function) if func is None else func


def get_dist_info():
    return 0, 1


def is_list_of(seq, expected_type):
    return isinstance(seq, list) and all(isinstance(each, expected_type) for each in seq)


def is_tuple_of(seq, expected_type):
    return isinstance(seq, tuple) and all(isinstance(each, expected_type) for each in seq)


def cat(tensors, dim=0):
    return tensors[0] if len(tensors) == 1 else torch.cat(tensors, dim)


def nonzero_tuple(x):
    return x.nonzero(as_tuple=True)


def to_tensor(x, dtype=None):
    result = torch.as_tensor(x)
    return result if dtype is None else result.type(dtype)


class Module(nn.Module):
    def __init__(self, *settings, **named):
        super().__init__()
`,
  names: {
    ...pathsOf(['segmentation_models_pytorch.losses._functional'], ['to_tensor']),
    ...pathsOf(['segmentation_models_pytorch.utils.base'], { Loss: 'Module' }),
    ...pathsOf(['monai.utils', 'monai.utils.enums'], ['LossReduction']),
    ...pathsOf(['monai.utils', 'monai.utils.module'], ['look_up_option']),
    ...pathsOf(['monai.networks', 'monai.networks.utils'], { one_hot: 'monai_one_hot' }),
    ...pathsOf(['kornia.core.check', 'kornia.core'], {
      KORNIA_CHECK: 'check',
      KORNIA_CHECK_IS_TENSOR: 'check_tensor',
      KORNIA_CHECK_SHAPE: 'check_shape',
      KORNIA_CHECK_SAME_SHAPE: 'check_same_shape',
      KORNIA_CHECK_SAME_DEVICE: 'check_same_device',
    }),
    ...pathsOf(['kornia.losses', 'kornia.losses.one_hot', 'kornia.utils', 'kornia.utils.one_hot'], {
      one_hot: 'kornia_one_hot',
    }),
    ...pathsOf(['kornia.losses._utils'], ['mask_ignore_pixels']),
    ...pathsOf(
      ['mmdet.core', 'mmdet.core.utils', 'mmdet.models.utils', 'mmdet.models.utils.misc'],
      ['multi_apply'],
    ),
    ...pathsOf(['mmseg.models.losses.utils', 'mmseg.models.losses'], ['get_class_weight']),
    ...pathsOf(['mmcls.models.losses.utils', 'mmpretrain.models.losses.utils'], ['convert_to_one_hot']),
    ...pathsOf(['mmcv', 'mmcv.utils', 'mmengine', 'mmengine.utils'], ['jit', 'is_list_of', 'is_tuple_of']),
    ...pathsOf(['mmcv.runner', 'mmengine.dist'], ['get_dist_info']),
    ...pathsOf(['mmcv.runner', 'mmengine.model'], { BaseModule: 'Module' }),
    ...pathsOf(['detectron2.layers'], ['cat', 'nonzero_tuple']),
  },
};
