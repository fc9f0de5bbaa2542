import { pathsOf } from './paths';

/** torchvision, fvcore, detectron2 and the DETR family. */
export const VISION_LOSSES = {
  text: `
import torch
import torch.nn.functional as F
from focal_loss_evaluator.copied import reduced


def balanced(loss, targets, alpha):
    return (alpha * targets + (1 - alpha) * (1 - targets)) * loss


def focal_terms(inputs, targets, gamma):
    p = torch.sigmoid(inputs)
    p_t = p * targets + (1 - p) * (1 - targets)
    return F.binary_cross_entropy_with_logits(inputs, targets, reduction="none") * (1 - p_t) ** gamma


def torchvision_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none"):
    if not (0 <= alpha <= 1) and alpha != -1:
        raise ValueError("alpha must be between 0 and 1, or -1")
    loss = focal_terms(inputs, targets, gamma)
    if alpha >= 0:
        loss = balanced(loss, targets, alpha)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError("reduction must be none, mean or sum")
    return reduced(loss, reduction)


def fvcore_focal_loss(inputs, targets, alpha=-1, gamma=2, reduction="none"):
    inputs = inputs.float()
    targets = targets.float()
    loss = focal_terms(inputs, targets, gamma)
    if alpha >= 0:
        loss = balanced(loss, targets, alpha)
    return reduced(loss, reduction)


def fvcore_focal_loss_star(inputs, targets, alpha=-1, gamma=1, reduction="none"):
    inputs = inputs.float()
    targets = targets.float()
    loss = -F.logsigmoid(gamma * (inputs * (2 * targets - 1))) / gamma
    if alpha >= 0:
        loss = balanced(loss, targets, alpha)
    return reduced(loss, reduction)


def detr_focal_loss(inputs, targets, num_boxes, alpha=0.25, gamma=2):
    loss = focal_terms(inputs, targets, gamma)
    if alpha >= 0:
        loss = balanced(loss, targets, alpha)
    return loss.mean(1).sum() / num_boxes


def box_iou(boxes1, boxes2):
    areas = [(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) for boxes in (boxes1, boxes2)]
    start = torch.maximum(boxes1[:, None, :2], boxes2[:, :2])
    end = torch.minimum(boxes1[:, None, 2:], boxes2[:, 2:])
    sides = (end - start).clamp(min=0)
    shared = sides[:, :, 0] * sides[:, :, 1]
    return shared / (areas[0][:, None] + areas[1] - shared)
`,
  names: {
    ...pathsOf(['torchvision.ops', 'torchvision.ops.focal_loss'], {
      sigmoid_focal_loss: 'torchvision_focal_loss',
    }),
    ...pathsOf(['torchvision.ops', 'torchvision.ops.boxes'], ['box_iou']),
    ...pathsOf(['fvcore.nn', 'fvcore.nn.focal_loss'], {
      sigmoid_focal_loss: 'fvcore_focal_loss',
      sigmoid_focal_loss_jit: 'fvcore_focal_loss',
      sigmoid_focal_loss_star: 'fvcore_focal_loss_star',
      sigmoid_focal_loss_star_jit: 'fvcore_focal_loss_star',
    }),
    'transformers.loss.loss_for_object_detection.sigmoid_focal_loss': 'detr_focal_loss',
  },
};
