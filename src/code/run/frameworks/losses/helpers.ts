import { pathsOf } from './paths';

/** Small functions that losses call and that many repositories have a copy of, under the same names. */
export const HELPERS = {
  text: `
import torch


def reduce_loss(loss, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(str(reduction) + " is not a valid value for reduction")
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def weight_reduce_loss(loss, weight=None, reduction="mean", avg_factor=None):
    if weight is not None:
        loss = loss * weight
    if avg_factor is None:
        return reduce_loss(loss, reduction)
    if reduction == "mean":
        return loss.sum() / avg_factor
    if reduction != "none":
        raise ValueError("avg_factor can not be used with reduction=sum")
    return loss


def weighted_loss(loss_func):
    def wrapper(pred, target, weight=None, reduction="mean", avg_factor=None, **kwargs):
        return weight_reduce_loss(loss_func(pred, target, **kwargs), weight, reduction, avg_factor)

    return wrapper


def one_hot_embedding(labels, num_classes):
    return torch.eye(num_classes)[labels]
`,
  names: pathsOf(
    [
      'mmdet.models.losses.utils',
      'mmcls.models.losses.utils',
      'mmseg.models.losses.utils',
      'mmdet3d.models.losses.utils',
    ],
    ['reduce_loss', 'weight_reduce_loss', 'weighted_loss', 'one_hot_embedding'],
  ),
};

/** The names that mean these helpers also where they come from a file that is not known. */
const COPIED = new Set(['weight_reduce_loss', 'weighted_loss', 'one_hot_embedding']);

/** The path of the helper that an import of an unknown module most likely means; null for another name. */
export function copiedHelper(path: string): string | null {
  const name = path.split('.').at(-1) ?? '';
  return COPIED.has(name) ? `mmdet.models.losses.utils.${name}` : null;
}
