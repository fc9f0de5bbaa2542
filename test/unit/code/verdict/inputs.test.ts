import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

const OF_ANCHORS = {
  link: 'sigmoid',
  input: 'probabilities',
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  reduction: 'meanOverPositives',
};

/** A detector's loss that matches anchors with objects itself. `first` is how it takes the anchors of an image. */
const detector = (
  first: string,
  corners: string,
  parameters = 'classifications, regressions, anchors, annotations',
  objects = 'annotations[image]',
): string => `${HEAD}
def overlaps(anchors, boxes):
    start = torch.max(anchors[:, None, :2], boxes[None, :, :2])
    end = torch.min(anchors[:, None, 2:], boxes[None, :, 2:])
    shared = (end - start).clamp(min=0).prod(dim=2)
    area = lambda b: (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return shared / (area(anchors)[:, None] + area(boxes)[None] - shared)

class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, ${parameters}):
        anchor = ${first}
        anchor = ${corners}
        losses, of_boxes = [], []
        for image in range(classifications.shape[0]):
            p = classifications[image].clamp(1e-4, 1 - 1e-4)
            objects = ${objects}
            objects = objects[objects[:, 4] != -1]
            if objects.shape[0] == 0:
                losses.append(((1 - self.alpha) * p ** self.gamma * -torch.log(1 - p)).sum())
                continue
            best, which = overlaps(anchor, objects[:, :4]).max(dim=1)
            found = best >= 0.5
            targets = -torch.ones_like(p)
            targets[best < 0.4, :] = 0
            targets[found, objects[which, 4].long()[found]] = 1
            a = torch.where(targets == 1, self.alpha, 1 - self.alpha)
            q = torch.where(targets == 1, 1 - p, p)
            ce = -(targets * torch.log(p) + (1 - targets) * torch.log(1 - p))
            loss = torch.where(targets != -1, a * q ** self.gamma * ce, torch.zeros_like(p))
            losses.append(loss.sum() / found.sum().clamp(min=1))
            of_boxes.append(regressions[image][found].abs().mean())
        return torch.stack(losses).mean(), torch.stack(of_boxes).mean()
`;

describe('the tensors of detectors', () => {
  it.each([
    ['(1, A, 4), corners', 'anchors[0]', 'anchor'],
    ['(A, 4), corners', 'anchors.view(-1, 4) if anchors.dim() == 2 else None', 'anchor'],
    [
      '(1, A, 4), centre and size',
      'anchors[0]',
      'torch.cat([anchor[:, :2] - anchor[:, 2:] / 2, anchor[:, :2] + anchor[:, 2:] / 2], dim=1)',
    ],
  ])('anchors and objects: %s', async (_, first, corners) => {
    const { computes } = await verdictOf(detector(first, corners));
    expect(computes).toMatchObject({ ...OF_ANCHORS, variant: 'clamp-1e-4' });
  });

  it.each([
    [
      'a dictionary of boxes and labels for each image',
      'classifications, regressions, anchors, targets',
      "torch.cat([targets[image]['boxes'], targets[image]['labels'][:, None].float()], dim=1)",
    ],
    [
      'boxes and labels apart',
      'classifications, regressions, anchors, gt_boxes, gt_labels',
      'torch.cat([gt_boxes[image], gt_labels[image][:, None].float()], dim=1)',
    ],
  ])('objects as %s', async (_, parameters, objects) => {
    const { computes } = await verdictOf(detector('anchors[0]', 'anchor', parameters, objects));
    expect(computes).toMatchObject(OF_ANCHORS);
  });

  it('is silent where the objects make no difference', async () => {
    const { computes, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(classifications, regressions, anchors, annotations, gamma=2):
    p = classifications.sigmoid()
    return (-(p ** gamma) * torch.log(1 - p)).mean()
`);
    expect(computes).toBeNull();
    expect(notUnderstood?.reason).toStrictEqual({ kind: 'layout' });
  });

  it('one class for each anchor, with 0 for none, beside boxes', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, num_classes=20):
        super().__init__()
        self.num_classes = num_classes

    def forward(self, loc_preds, loc_targets, cls_preds, cls_targets):
        found = cls_targets > 0
        count = found.sum().clamp(min=1)
        boxes = F.smooth_l1_loss(loc_preds[found], loc_targets[found], reduction='sum')
        used = cls_targets > -1
        x = cls_preds[used].view(-1, self.num_classes)
        t = F.one_hot(cls_targets[used], 1 + self.num_classes)[:, 1:].float()
        ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        a = 0.25 * t + 0.75 * (1 - t)
        return ((a * (1 - torch.exp(-ce)) ** 2 * ce).sum() + boxes) / count
`);
    expect(computes).toMatchObject({ ...OF_ANCHORS, input: 'logits', variant: 'focal' });
  });

  it('the state of the anchor in the last column of the targets', async () => {
    const { computes } = await verdictOf(`
import tensorflow as tf
from tensorflow.keras import backend as K

def focal(alpha=0.25, gamma=2.0):
    def loss(y_true, y_pred):
        state = y_true[:, :, -1]
        places = tf.where(K.not_equal(state, -1))
        labels = tf.gather_nd(y_true[:, :, :-1], places)
        p = tf.gather_nd(y_pred, places)
        a = tf.where(K.equal(labels, 1), alpha * K.ones_like(labels), (1 - alpha) * K.ones_like(labels))
        q = tf.where(K.equal(labels, 1), 1 - p, p)
        found = K.cast(K.shape(tf.where(K.equal(state, 1)))[0], 'float32')
        return K.sum(a * q ** gamma * K.binary_crossentropy(labels, p)) / K.maximum(1.0, found)
    return loss
`);
    expect(computes).toMatchObject(OF_ANCHORS);
  });
});

describe('tensors beside predictions and targets', () => {
  it('weights of the examples, in the shape of the targets or of their rows', async () => {
    for (const weights of ['weights', 'weights.unsqueeze(-1)']) {
      const { computes } = await verdictOf(`${HEAD}
class SigmoidFocalLoss(nn.Module):
    def forward(self, input, target, weights):
        assert (${weights}).shape == input.shape and input.dim() == 3
        ce = F.binary_cross_entropy_with_logits(input, target, reduction='none')
        return ((1 - torch.exp(-ce)) ** 2 * ce * ${weights}).sum()
`);
      expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'off', reduction: 'sum' });
    }
  });

  it('what is unknown does no harm until it is used', async () => {
    const code = (factor: string): string => `${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, dataset, gamma=2):
        super().__init__()
        self.dataset, self.gamma = dataset, gamma

    def forward(self, logits, targets, epoch):
        ce = F.cross_entropy(logits, targets, reduction='none')
        return (${factor} * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
    const { computes } = await verdictOf(code('1'));
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
    for (const [used, name] of [
      ['epoch', 'epoch'],
      ['open(self.dataset)', 'open'],
      ['len(self.dataset)', 'dataset'],
      ['torch.tensor(self.dataset)', 'dataset'],
      ['(1 if self.dataset is None else 2)', 'dataset'],
      ['(1 if isinstance(self.dataset, list) else 2)', 'dataset'],
    ] as const) {
      const verdict = await verdictOf(code(used));
      expect(verdict.computes).toBeNull();
      expect(verdict.exception).toBeNull();
      expect(JSON.stringify(verdict.notUnderstood?.reason)).toContain(name);
    }
  });
});

describe('predictions and targets in other values', () => {
  const LOSS = `
def loss_of(x, y, power=2):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** power * ce).mean()
`;

  it.each([
    ['a tuple', 'boxes, logits = predictions', 'logits', 'labels'],
    ['the items of a tuple', 'boxes = predictions[0]\n        logits = predictions[1]', 'logits', 'labels'],
    ['the entries of dictionaries', 'pass', "predictions['logits']", "labels['class_labels']"],
  ])('as %s', async (_, first, logits, labels) => {
    const { computes } = await verdictOf(`${HEAD}${LOSS}
class FocalLoss(nn.Module):
    def forward(self, predictions, labels):
        ${first}
        return loss_of(${logits}, ${labels})
`);
    expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it('as lists of tensors', async () => {
    const { computes } = await verdictOf(`${HEAD}${LOSS}
def focal_loss(preds, targets):
    loss = 0
    for pred, target in zip(preds, targets):
        assert pred.dim() == 2
        loss += loss_of(pred, target)
    return loss / len(preds)
`);
    expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it('of the method that is named as a loss', async () => {
    const { computes } = await verdictOf(`${HEAD}${LOSS}
class FocalLoss:
    def accuracy(self, logits, labels):
        return ((logits > 0) == labels).float().mean()

    def compute_loss(self, logits, labels):
        return loss_of(logits, labels)
`);
    expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });
});

it('an image without objects has a loss without a gradient in the place of the others', async () => {
  const code = detector('anchors[0]', 'anchor').replace(
    '        for image in',
    '        if (annotations == -1).all():\n            return torch.tensor(0.0), torch.tensor(0.0)\n        for image in',
  );
  const { computes, edgeCases } = await verdictOf(code);
  expect(computes).toMatchObject(OF_ANCHORS);
  expect(edgeCases).toContainEqual(expect.objectContaining({ input: 'noPositives', effect: 'noGradient' }));
});

it('a mask of rows where one of all numbers makes the loss grow', async () => {
  const { computes, events } = await verdictOf(`${HEAD}
def focal_loss(p, y, mask, gamma=2):
    losses = y * (1 - p) ** gamma * torch.log(p) + (1 - y) * p ** gamma * torch.log(1 - p)
    return -(mask * losses.sum(dim=1)).sum()
`);
  expect(computes).toMatchObject({ link: 'sigmoid', input: 'probabilities', reduction: 'sum' });
  expect(events.map(({ kind }) => kind)).not.toContain('broadcastGrew');
});
