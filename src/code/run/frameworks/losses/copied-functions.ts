/** Small functions and constants that losses use and that many repositories have a copy of, under the same name. */
export const COPIED_FUNCTIONS = {
  text: `
import torch
import torch.nn.functional as F
from focal_loss_evaluator import not_known

BINARY_MODE = "binary"
MULTICLASS_MODE = "multiclass"
MULTILABEL_MODE = "multilabel"


def reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def reduced_by_name(loss, reduction="mean"):
    return reduced(loss, reduction) if reduction in ("mean", "sum", "none", None) else not_known("reduction", "reduce")


def reduced_or_by_batch(loss, reduction):
    return loss.sum(0) if reduction == "batchwise_mean" else reduced(loss, reduction)


def along_classes(values, rank):
    return values.view([1, -1] + [1] * (rank - 2))


def kept_rows(input, target, ignore_index):
    if ignore_index is None:
        return input, target
    kept = target != ignore_index
    return input[kept], target[kept]


def one_hot_embedding(labels, num_classes):
    return torch.eye(num_classes)[labels]


def make_one_hot(labels, num_classes, ignore_index=None):
    index = labels.long()
    if index.dim() < 2 or index.shape[1] != 1:
        index = index.unsqueeze(1)
    known = (index >= 0) & (index < num_classes)
    if ignore_index is not None:
        known = known & (index != ignore_index)
    elif not known.all():
        not_known("labels", "make_one_hot")
    shape = list(index.shape)
    shape[1] = num_classes
    hot = torch.zeros(shape, device=labels.device)
    return hot.scatter_(1, index.masked_fill(~known, 0), known.float())


def one_hot(labels, num_classes, *settings, **named):
    return make_one_hot(labels, num_classes) if labels.dim() == 1 else not_known("labels", "one_hot")


def flatten(input, target=None, ignore_index=None):
    if target is None:
        return input.transpose(0, 1).flatten(1)
    classes = input.shape[1]
    return kept_rows(input.movedim(1, -1).reshape(-1, classes), target.reshape(-1), ignore_index)


def clamped_sigmoid(x):
    return torch.clamp(torch.sigmoid(x), min=1e-4, max=1 - 1e-4)


def softmax_of_classes(x):
    return F.softmax(x, 1)


def accuracy(output, target, topk=(1,)):
    if topk != (1,):
        not_known("topk", "accuracy")
    if target.numel() == 0:
        return [torch.zeros([], device=output.device)]
    return [(output.argmax(1) == target).float().mean() * 100]


def is_distributed():
    return False


def world_size(*settings):
    return 1


def rank(*settings):
    return 0


def is_main():
    return True


def same(value, *settings, **named):
    return value


def rows_at(feat, ind, mask=None):
    rows = feat.gather(1, ind.unsqueeze(2).expand(ind.shape[0], ind.shape[1], feat.shape[2]))
    return rows if mask is None else rows[mask.bool()]


def pixels_at(feat, ind):
    return rows_at(feat.permute(0, 2, 3, 1).reshape(feat.shape[0], -1, feat.shape[1]), ind)
`,
  names: Object.fromEntries(
    [
      'BINARY_MODE',
      'MULTICLASS_MODE',
      'MULTILABEL_MODE',
      'reduced',
      'reduced_or_by_batch',
      'reduced_by_name',
      'along_classes',
      'kept_rows',
      'one_hot_embedding',
      'make_one_hot',
      'one_hot',
      'flatten',
      'clamped_sigmoid',
      'softmax_of_classes',
      'accuracy',
      'is_distributed',
      'world_size',
      'rank',
      'is_main',
      'same',
      'rows_at',
      'pixels_at',
    ].map((name) => [`focal_loss_evaluator.copied.${name}`, name]),
  ),
};

/** The functions that these names mean also where they come from a file that is not known, in the run of a single process. */
const COPIED: Readonly<Record<string, string>> = {
  weight_reduce_loss: 'mmdet.models.losses.utils.weight_reduce_loss',
  weighted_loss: 'mmdet.models.losses.utils.weighted_loss',
  reduce_loss: 'mmdet.models.losses.utils.reduce_loss',
  reduce: 'focal_loss_evaluator.copied.reduced_by_name',
  apply_reduction: 'focal_loss_evaluator.copied.reduced_by_name',
  store_attr: 'fastcore.basics.store_attr',
  BINARY_MODE: 'focal_loss_evaluator.copied.BINARY_MODE',
  MULTICLASS_MODE: 'focal_loss_evaluator.copied.MULTICLASS_MODE',
  MULTILABEL_MODE: 'focal_loss_evaluator.copied.MULTILABEL_MODE',
  one_hot_embedding: 'focal_loss_evaluator.copied.one_hot_embedding',
  make_one_hot: 'focal_loss_evaluator.copied.make_one_hot',
  label_to_onehot: 'focal_loss_evaluator.copied.make_one_hot',
  label_to_one_hot_label: 'focal_loss_evaluator.copied.make_one_hot',
  to_one_hot: 'focal_loss_evaluator.copied.make_one_hot',
  to_onehot: 'focal_loss_evaluator.copied.make_one_hot',
  one_hot: 'focal_loss_evaluator.copied.one_hot',
  flatten: 'focal_loss_evaluator.copied.flatten',
  calc_iou: 'torchvision.ops.box_iou',
  box_iou: 'torchvision.ops.box_iou',
  _gather_feat: 'focal_loss_evaluator.copied.rows_at',
  _transpose_and_gather_feat: 'focal_loss_evaluator.copied.pixels_at',
  _tranpose_and_gather_feat: 'focal_loss_evaluator.copied.pixels_at',
  _sigmoid: 'focal_loss_evaluator.copied.clamped_sigmoid',
  accuracy: 'focal_loss_evaluator.copied.accuracy',
  softmax_helper: 'focal_loss_evaluator.copied.softmax_of_classes',
  softmax_helper_dim1: 'focal_loss_evaluator.copied.softmax_of_classes',
  is_dist_avail_and_initialized: 'focal_loss_evaluator.copied.is_distributed',
  get_world_size: 'focal_loss_evaluator.copied.world_size',
  get_rank: 'focal_loss_evaluator.copied.rank',
  is_main_process: 'focal_loss_evaluator.copied.is_main',
  reduce_mean: 'focal_loss_evaluator.copied.same',
  reduce_tensor: 'focal_loss_evaluator.copied.same',
  check_float: 'focal_loss_evaluator.copied.same',
  _log_api_usage_once: 'focal_loss_evaluator.copied.same',
  check_int: 'focal_loss_evaluator.copied.same',
  check_bool: 'focal_loss_evaluator.copied.same',
  multi_apply: 'mmdet.core.multi_apply',
  get_class_weight: 'mmseg.models.losses.utils.get_class_weight',
  convert_to_one_hot: 'mmcls.models.losses.utils.convert_to_one_hot',
  get_dist_info: 'mmcv.runner.get_dist_info',
  mask_ignore_pixels: 'kornia.losses._utils.mask_ignore_pixels',
  KORNIA_CHECK: 'kornia.core.check.KORNIA_CHECK',
  KORNIA_CHECK_IS_TENSOR: 'kornia.core.check.KORNIA_CHECK_IS_TENSOR',
  KORNIA_CHECK_SHAPE: 'kornia.core.check.KORNIA_CHECK_SHAPE',
  LossReduction: 'monai.utils.LossReduction',
  look_up_option: 'monai.utils.look_up_option',
  focal_loss_with_logits: 'pytorch_toolbelt.losses.functional.focal_loss_with_logits',
  softmax_focal_loss_with_logits: 'pytorch_toolbelt.losses.functional.softmax_focal_loss_with_logits',
};

/** Names that mean a copy only where they come from a module of such a name. */
const OF_MODULES: Readonly<Record<string, RegExp>> = {
  focal_loss_with_logits: /(?:^|\W)_?functional\.\w+$/,
  softmax_focal_loss_with_logits: /(?:^|\W)_?functional\.\w+$/,
};

/** The path of the function or constant that an import of an unknown module most likely means; null for another name. */
export function copiedFunction(path: string): string | null {
  const name = path.split('.').at(-1) ?? '';
  const isCopied = Object.hasOwn(COPIED, name) && (OF_MODULES[name]?.test(path) ?? true);
  return isCopied ? (COPIED[name] ?? null) : null;
}
