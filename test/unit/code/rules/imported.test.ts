import { describe, expect, it } from 'vitest';
import { followImports } from '../../../../src/code/imports/follow-imports';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { parser } from '../parse';

const LOSSES = `import torch
import torch.nn as nn
import torch.nn.functional as F

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, from_logits=True):
        super().__init__()
        self.gamma = gamma
        self.from_logits = from_logits

    def forward(self, labels, outputs):
        bce = F.binary_cross_entropy_with_logits if self.from_logits else F.binary_cross_entropy
        loss = bce(outputs, labels, reduction='none')
        return ((1 - torch.exp(-loss)) ** self.gamma * loss).mean()

def focal_loss(outputs, labels, gamma=2.0):
    loss = F.binary_cross_entropy_with_logits(outputs, labels.float(), reduction='none')
    return ((1 - torch.exp(-loss)) ** gamma * loss).mean()
`;

/** A file that is called like a package, whose class of this name takes probabilities, and targets first. */
const OWN = LOSSES.replace('labels, outputs', 'outputs, labels').replace(
  'class FocalLoss',
  'class BinaryFocalLoss',
);

const TRAINING = `import torch.nn as nn
from losses import FocalLoss, focal_loss

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(x)

class SureNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(x).sigmoid()

`;

const MODELS: Readonly<Record<string, string>> = {
  'models/__init__.py': 'from .heads import Sure, make_open\n',
  'models/heads.py': `import torch.nn as nn
from torch import sigmoid
from .layers import Squashed

class Sure(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = Squashed()

    def forward(self, x):
        return self.head(x)

class Open(nn.Module):
    def __init__(self, squashes=False):
        super().__init__()
        self.head = nn.Linear(8, 1)
        self.squashes = squashes

    def forward(self, x):
        return sigmoid(self.head(x)) if self.squashes else self.head(x)

def make_open():
    return Open()
`,
  'models/layers.py': `import torch.nn as nn

class Squashed(nn.Module):
    def forward(self, x):
        return x.sigmoid()
`,
};

/** The errors and warnings of code after the networks, whose losses stand in another file, with their lines in it. */
async function broken(code: string): Promise<string[]> {
  const files: Readonly<Record<string, string>> = { 'losses.py': LOSSES, 'focal_loss.py': OWN, ...MODELS };
  const { result } = await followImports(
    { path: '/project/train.py', root: '/project', grammar: 'python' },
    async (path) => files[path.slice('/project/'.length)] ?? null,
    (imports) => diagnoseCode(parser, { text: TRAINING + code, grammar: 'python', imports }),
  );
  return [...result.losses.flatMap(({ diagnostics }) => diagnostics), ...result.atSites]
    .filter(({ severity }) => severity !== 'information')
    .map(({ rule, line }) => `${rule}:${line - (TRAINING.split('\n').length - 1)}`);
}

describe('a loss of another file', () => {
  it.each([
    [
      'a class that takes logits',
      'net = SureNet()\ncriterion = FocalLoss(gamma=1.5)\nloss = criterion(y, net(x))\n',
      ['double-sigmoid:3'],
    ],
    [
      'a class that is told to take probabilities',
      'net = Net()\ncriterion = FocalLoss(gamma=1.5, from_logits=False)\nloss = criterion(y, net(x))\n',
      ['probabilities-loss-on-logits:3'],
    ],
    [
      'a class that takes floats',
      'net = Net()\ncriterion = FocalLoss()\nloss = criterion(y.long(), net(x))\n',
      ['integer-targets:3'],
    ],
    [
      'a class that takes the targets first',
      'criterion = FocalLoss()\noutputs = Net()(x)\nloss = criterion(outputs, labels)\n',
      ['arguments-swapped:3'],
    ],
    [
      'a class of a file that has the name of a package',
      'from focal_loss import BinaryFocalLoss\ncriterion = BinaryFocalLoss()\nloss = criterion(SureNet()(x), y)\n',
      ['double-sigmoid:3'],
    ],
    ['a function', 'loss = focal_loss(SureNet()(x), y, gamma=1.0)\n', ['double-sigmoid:1']],
  ])('is followed into the training: %s', async (_, code, expected) => {
    expect(await broken(code)).toEqual(expected);
  });

  it.each([
    ['logits', 'net = Net()\ncriterion = FocalLoss(gamma=1.5)\nloss = criterion(y.float(), net(x))\n'],
    [
      'probabilities',
      'net = SureNet()\ncriterion = FocalLoss(from_logits=False)\nloss = criterion(y, net(x))\n',
    ],
    ['integers for targets that it turns into floats', 'loss = focal_loss(Net()(x), y.long(), gamma=1.0)\n'],
    [
      'what a variable says that the call does not know',
      'net = SureNet()\ncriterion = FocalLoss(from_logits=logits)\nloss = criterion(y, net(x))\n',
    ],
  ])('is right on %s', async (_, code) => {
    expect(await broken(code)).toEqual([]);
  });
});

describe('a network of another file', () => {
  it.each([
    ['a package that hands it on', 'from models import Sure\nnet = Sure()\n'],
    ['a module', 'import models.heads as heads\nnet = heads.Sure().to(device)\n'],
  ])('is followed into the training: %s', async (_, code) => {
    expect(await broken(`${code}criterion = FocalLoss(gamma=1.5)\nloss = criterion(y, net(x))\n`)).toEqual([
      'double-sigmoid:4',
    ]);
  });

  it.each([
    ['a network that squashes where it is told to', 'from models.heads import Open\nnet = Open()\n'],
    ['a function that makes such a network', 'from models import make_open\nnet = make_open()\n'],
    ['a network that is not found', 'from networks import Sure\nnet = Sure()\n'],
  ])('is no fault where it is %s', async (_, code) => {
    expect(await broken(`${code}criterion = FocalLoss(gamma=1.5)\nloss = criterion(y, net(x))\n`)).toEqual(
      [],
    );
  });
});
