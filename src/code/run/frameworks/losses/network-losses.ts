import { pathsOf } from './paths';

/** Losses and distances of `torch.nn.functional` that are made of others, with the exceptions that they raise themselves. */
export const NETWORK_LOSSES = {
  text: `
import math
import torch
import torch.nn.functional as F


def reduced(loss, reduction, size_average=None, reduce=None):
    if size_average is not None or reduce is not None:
        reduction = "none" if reduce is False else "sum" if size_average is False else "mean"
    if reduction == "mean":
        return loss.mean()
    if reduction not in ("none", "sum"):
        raise ValueError(str(reduction) + " is not a valid value for reduction")
    return loss.sum() if reduction == "sum" else loss


def need_floats(*tensors):
    for tensor in tensors:
        if not tensor.is_floating_point():
            raise RuntimeError("expected a floating point type")


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    need_floats(x1, x2)
    lengths = [each.pow(2).sum(dim).sqrt().clamp_min(eps) for each in (x1, x2)]
    return (x1 * x2).sum(dim) / (lengths[0] * lengths[1])


def normalize(input, p=2.0, dim=1, eps=1e-12):
    need_floats(input)
    return input / input.norm(p, dim, True).clamp_min(eps)


def pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False):
    return torch.norm(x1 - x2 + eps, p, -1, keepdim)


def cdist(x1, x2, p=2.0):
    need_floats(x1, x2)
    return torch.norm(x1.unsqueeze(-2) - x2.unsqueeze(-3), p, -1)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    need_floats(input, target)
    loss = target.exp() * (target - input) if log_target else torch.xlogy(target, target) - target * input
    if reduction == "batchmean":
        return loss.sum() / len(input)
    return reduced(loss, reduction, size_average, reduce)


def huber_loss(input, target, reduction="mean", delta=1.0):
    need_floats(input)
    distance = (input - target).abs()
    loss = torch.where(distance < delta, 0.5 * distance ** 2, delta * (distance - 0.5 * delta))
    return reduced(loss, reduction)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    need_floats(input)
    return reduced(torch.log(1 + torch.exp(-target * input)), reduction, size_average, reduce)


def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    if input.dim() == 0:
        raise IndexError("Dimension specified as -1 but tensor has no dimensions")
    loss = -(target * F.logsigmoid(input) + (1 - target) * F.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return reduced(loss.mean(-1), reduction, size_average, reduce)


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    need_floats(input)
    zeros = torch.zeros_like(input)
    loss = torch.where(target != 1, (margin - input).clamp_min(0), zeros) + torch.where(target != -1, input, zeros)
    return reduced(loss, reduction, size_average, reduce)


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    if target.dim() > 1 or input1.dim() != target.dim() + 1 or input2.dim() != target.dim() + 1:
        raise RuntimeError("the target has one dimension less than the inputs, and at most 1")
    squares = [(each * each).sum(-1) + 1e-12 for each in (input1, input2)]
    cosine = (input1 * input2).sum(-1) / (squares[0] * squares[1]).sqrt()
    zeros = torch.zeros_like(cosine)
    near = torch.where(target == 1, 1 - cosine, zeros)
    return reduced(
        near + torch.where(target == -1, (cosine - margin).clamp_min(0), zeros), reduction, size_average, reduce
    )


def margin_ranking_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"):
    if not input1.dim() == input2.dim() == target.dim():
        raise RuntimeError("margin_ranking_loss : All input tensors should have same dimension")
    return reduced((margin - target * (input1 - input2)).clamp_min(0), reduction, size_average, reduce)


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, size_average=None, reduce=None, reduction="mean"
):
    if not anchor.dim() == positive.dim() == negative.dim():
        raise RuntimeError("All inputs should have same dimension")
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    near = pairwise_distance(anchor, positive, p, eps)
    return reduced((margin + near - far).clamp_min(0), reduction, size_average, reduce)


def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction="mean"):
    if var.shape != input.shape and input.shape[:-1] == var.shape:
        var = var.unsqueeze(-1)
    if (var < 0).any():
        raise ValueError("var has negative entry/entries")
    floor = var.detach().clamp(min=eps)
    var = var + (floor - var.detach())
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    return reduced(loss + 0.5 * math.log(2 * math.pi) if full else loss, reduction)


def poisson_nll_loss(
    input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction="mean"
):
    loss = torch.exp(input) - target * input if log_input else input - target * torch.log(input + eps)
    if full:
        stirling = target * torch.log(target) - target + 0.5 * torch.log(2 * math.pi * target)
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return reduced(loss, reduction, size_average, reduce)


def multi_margin_loss(
    input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"
):
    need_floats(input)
    rows = input if input.dim() > 1 else input.unsqueeze(0)
    index = target.view(-1, 1)
    if len(index) != len(rows):
        raise RuntimeError("inconsistent target size")
    terms = (margin - rows.gather(1, index) + rows).clamp_min(0) ** p
    if weight is not None:
        terms = terms * weight[index]
    own = torch.zeros_like(rows, dtype=torch.bool).scatter(1, index, True)
    loss = terms.masked_fill(own, 0).sum(1) / rows.shape[1]
    return reduced(loss if target.dim() > 0 else loss[0], reduction, size_average, reduce)


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    if input.dim() > 2 or input.shape != target.shape:
        raise RuntimeError("inconsistent target size")
    losses = []
    for row, labels in zip(input.view(-1, input.shape[-1]), target.view(-1, input.shape[-1]).tolist()):
        known = labels[: labels.index(-1)] if -1 in labels else labels
        others = [at for at in range(len(labels)) if at not in known]
        margins = [(1 - row[own] + row[other]).clamp_min(0) for own in known for other in others]
        losses.append(sum(margins, torch.zeros_like(row[0])) / len(row))
    loss = torch.stack(losses) if input.dim() > 1 else losses[0]
    return reduced(loss, reduction, size_average, reduce)
`,
  names: {
    ...pathsOf(['torch'], ['cosine_similarity', 'pairwise_distance', 'cdist']),
    ...pathsOf(
      ['torch.nn.functional'],
      (
        'cosine_similarity normalize pairwise_distance kl_div huber_loss soft_margin_loss multilabel_soft_margin_loss ' +
        'hinge_embedding_loss cosine_embedding_loss margin_ranking_loss triplet_margin_loss gaussian_nll_loss poisson_nll_loss ' +
        'multi_margin_loss multilabel_margin_loss'
      ).split(' '),
    ),
  },
};
