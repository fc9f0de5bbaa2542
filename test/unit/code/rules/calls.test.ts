import { describe, expect, it } from 'vitest';
import { brokenRules, information, LOSSES } from './broken-rules';

describe('the order of arguments', () => {
  it.each([
    ['targets before predictions', 1, 'loss = focal_loss(targets, logits)\n'],
    ['targets in another type', 2, 'criterion = FocalLoss()\nloss = criterion(labels.long(), outputs)\n'],
    [
      'targets before the predictions of a library',
      2,
      "from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(y_true, y_pred, reduction='sum')\n",
    ],
    ['γ before α', 1, 'loss = focal_loss(logits, targets, 2, 0.25)\n'],
    [
      'γ before α in a library',
      2,
      "from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(logits, targets, 2.0, 0.25, 'mean')\n",
    ],
    [
      'γ before α by the names of settings',
      1,
      'loss = focal_loss(logits, targets, args.gamma, args.alpha)\n',
    ],
    ['γ in the place of α', 1, 'loss = focal_loss(logits, targets, gamma, gamma=gamma)\n'],
    [
      'numbers in the place of switches',
      2,
      'from monai.losses import FocalLoss as Focal\ncriterion = Focal(0.25, 2.0)\n',
    ],
    [
      'α in the place of a switch of Keras',
      2,
      'import keras\nloss = keras.losses.BinaryFocalCrossentropy(0.25, gamma=2.0)\n',
    ],
  ])('is wrong for %s', async (_, line, code) => {
    expect(await brokenRules(code)).toContain(`arguments-swapped:${line}`);
  });

  it.each([
    ['predictions before targets', 'loss = focal_loss(outputs, labels, 0.25, 2)\n'],
    ['names', 'loss = focal_loss(targets=labels, logits=outputs, gamma=2, alpha=0.25)\n'],
    ['names of settings', 'loss = focal_loss(outputs, labels, args.alpha, args.gamma)\n'],
    ['switches', 'from monai.losses import FocalLoss as Focal\ncriterion = Focal(True, 1, 2.0)\n'],
    ['names that say too little', 'loss = focal_loss(y, x)\nother = focal_loss(a, b)\n'],
    [
      'Keras, which takes targets first',
      'import keras\nloss = keras.losses.BinaryFocalCrossentropy()(y_true, y_pred)\n',
    ],
  ])('is right for %s', async (_, code) => {
    expect(await brokenRules(code)).toEqual([]);
  });
});

describe('the number of positives that a loss is divided by', () => {
  const SUM = 'from torchvision.ops import sigmoid_focal_loss\n';

  it.each([
    ["loss = sigmoid_focal_loss(x, y, reduction='sum') / y.sum()\n", 2],
    ["num_pos = (targets > 0).sum()\nloss = sigmoid_focal_loss(x, targets, reduction='sum') / num_pos\n", 3],
    [
      "def step(x, labels):\n    loss = sigmoid_focal_loss(x, labels, reduction='sum')\n    return loss / labels.sum().float()\n",
      4,
    ],
  ])('is without a lower bound in %j', async (code, line) => {
    expect(await brokenRules(SUM + code)).toContain(`zero-positives:${line}`);
  });

  it.each([
    "loss = sigmoid_focal_loss(x, y, reduction='sum') / y.sum().clamp(min=1)\n",
    "num_pos = max(1, int((y > 0).sum()))\nloss = sigmoid_focal_loss(x, y, reduction='sum') / num_pos\n",
    "n = (y > 0).sum()\nif n > 0:\n    loss = sigmoid_focal_loss(x, y, reduction='sum') / n\n",
    "loss = sigmoid_focal_loss(x, y, reduction='sum') / len(x)\n",
    "loss = sigmoid_focal_loss(x, y, reduction='sum') / (y.sum() + 1)\n",
  ])('has a lower bound in %j', async (code) => {
    expect(await brokenRules(SUM + code)).toEqual([]);
  });

  const PER_POSITIVE = LOSSES.replace('* ce).mean()', '* ce).sum() / targets.sum().clamp(min=1)');
  const DDP = 'from torch.nn.parallel import DistributedDataParallel as DDP\nnet = DDP(net)\n';

  it.each([
    DDP,
    'torch.distributed.init_process_group("nccl")\n',
    'for p in net.parameters():\n    torch.distributed.all_reduce(p.grad)\n',
    'trainer = pl.Trainer(devices=4, strategy="ddp_find_unused_parameters_true")\n',
    'opt = hvd.DistributedOptimizer(opt, named_parameters=net.named_parameters())\n',
    'from torch.distributed.fsdp import FullyShardedDataParallel\nnet = FullyShardedDataParallel(net)\n',
  ])('is that of one process beside %j', async (code) => {
    expect(await brokenRules(code, PER_POSITIVE)).toContain('positives-per-rank:-10');
  });

  const IN_LOOP =
    "n = labels.sum().clamp(min=1.0)\nloss = sigmoid_focal_loss(net(x), labels, reduction='sum') / n\n";

  it.each([
    [IN_LOOP, 6],
    [IN_LOOP.replace('labels.sum().clamp(min=1.0)', 'max(1, (labels > 0).sum())'), 6],
  ])('is that of one process around the loss in %j', async (code, line) => {
    expect(await brokenRules(DDP + SUM + code, '')).toContain(`positives-per-rank:${line - 1}`);
  });

  it.each([
    ['one process', IN_LOOP],
    ['a sum over processes', DDP + IN_LOOP.replace('\n', '\ntorch.distributed.all_reduce(n)\n')],
    ['a mean', DDP + IN_LOOP.replace("'sum'", "'mean'").replace(' / n', '')],
  ])('around the loss is not for %s', async (_, code) => {
    expect(await brokenRules(SUM + code, '')).toEqual([]);
  });

  it.each([
    ['one process', PER_POSITIVE, 'net = Net()\n'],
    ['a mean over all', LOSSES, DDP],
    ['an accelerator, which may be one', PER_POSITIVE, 'net = Accelerator().prepare(net)\n'],
    [
      'a sum by Horovod',
      PER_POSITIVE.replace('return ((alpha', 'hvd.allreduce(targets.sum())\n    return ((alpha'),
      'opt = hvd.DistributedOptimizer(opt)\n',
    ],
    [
      'a sum over processes',
      PER_POSITIVE.replace(
        'return ((alpha',
        'torch.distributed.all_reduce(targets.sum())\n    return ((alpha',
      ),
      DDP,
    ],
  ])('is not for %s', async (_, above, code) => {
    expect((await brokenRules(code, above)).filter((place) => place.startsWith('positives'))).toEqual([]);
  });
});

describe('weights [α, 1 − α] of an α that is None by default', () => {
  const LOSS = `import torch
import torch.nn as nn
import torch.nn.functional as F

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, alpha=None):
        super().__init__()
        self.gamma = gamma
        self.register_buffer('alpha', None)
        if isinstance(alpha, float):
            self.alpha = torch.tensor([alpha, 1 - alpha])

    def forward(self, logits, targets):
        log_p = F.log_softmax(logits, dim=1).gather(1, targets[:, None]).squeeze(1)
        loss = -((1 - log_p.exp()) ** self.gamma) * log_p
        return loss.mean() if self.alpha is None else (self.alpha[targets] * loss).mean()

`;

  it('are an error where the file gives a number', async () => {
    expect(await brokenRules('criterion = FocalLoss(alpha=0.25)\n', LOSS)).toContain('alpha-on-negatives:-6');
  });

  it('are a hint where it gives none', async () => {
    expect(await brokenRules('criterion = FocalLoss()\n', LOSS)).toEqual([]);
    expect(await information(LOSS)).toEqual(['alpha-on-negatives:11']);
  });
});
