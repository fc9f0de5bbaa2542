import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { parser } from '../parse';
import { brokenRules, LOSSES } from './broken-rules';

const NETWORK = `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(x)

`;
const SQUASHING = NETWORK.replace('self.head(x)', 'torch.sigmoid(self.head(x))');

describe('a squashed output that reaches a loss of logits', () => {
  it.each([
    ['a network of the file', 10, `${SQUASHING}net = Net()\nloss = focal_loss(net(images), targets)\n`],
    [
      'a network that a function is given',
      11,
      `${SQUASHING}def step(model, images, targets):\n    scores = model(images).squeeze(-1)\n    return focal_loss(scores, targets)\n`,
    ],
    [
      'layers in a row',
      3,
      `model = nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 1), nn.Sigmoid()).to(device)\noutput = model(images)\nloss = focal_loss(output.view(-1), targets)\n`,
    ],
    [
      'a function',
      2,
      'probabilities = torch.sigmoid(model(images))\nloss = focal_loss(probabilities, targets)\n',
    ],
    ['a method', 1, 'loss = focal_loss(logits=model(images).sigmoid(), targets=targets)\n'],
    [
      'a training module',
      11,
      `class Trainer(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid())

    def forward(self, x):
        return self.body(x)

    def training_step(self, batch, index):
        x, y = batch
        return focal_loss(self(x), y)
`,
    ],
    [
      'a loss of a library',
      11,
      `${SQUASHING}from torchvision.ops import sigmoid_focal_loss\nnet = nn.DataParallel(Net())\nloss = sigmoid_focal_loss(net(images), targets, reduction='mean')\n`,
    ],
  ])('is found after %s', async (_, line, code) => {
    expect(await brokenRules(code)).toContain(`double-sigmoid:${line}`);
  });

  it.each([
    ['a function', 2, 'criterion = FocalLoss(gamma=1.5)\nloss = criterion(F.softmax(model(x), dim=1), y)\n'],
    [
      'a layer of the network',
      12,
      `${NETWORK.replace('self.head(x)', 'self.squash(self.head(x))').replace('        self.head', '        self.squash = nn.Softmax(dim=1)\n        self.head')}net = Net()\ncriterion = FocalLoss().cuda()\nloss = criterion(net(images), targets)\n`,
    ],
    [
      'a criterion of the trainer',
      8,
      `class Trainer:
    def __init__(self, model):
        self.model = model
        self.criterion = FocalLoss()

    def step(self, x, y):
        scores = torch.softmax(self.model(x), dim=-1)
        return self.criterion(scores, y)
`,
    ],
  ])('is found as a softmax after %s', async (_, line, code) => {
    expect(await brokenRules(code)).toContain(`double-softmax:${line}`);
  });

  it.each([
    ['logits', `${NETWORK}net = Net()\nloss = focal_loss(net(images), targets)\n`],
    [
      'probabilities for a metric alone',
      `${NETWORK}def step(net, x, y):\n    logits = net(x)\n    p = torch.sigmoid(logits)\n    accuracy = ((p > 0.5) == y).float().mean()\n    return focal_loss(logits, y), accuracy\n`,
    ],
    ['probabilities after the loss', 'out = model(x)\nloss = focal_loss(out, y)\nout = torch.sigmoid(out)\n'],
    [
      'logits while the network trains',
      `${NETWORK.replace('        return self.head(x)', '        out = self.head(x)\n        if self.training:\n            return out\n        return torch.sigmoid(out)')}net = Net()\nloss = focal_loss(net(x), y)\n`,
    ],
    [
      'one of two networks',
      `${SQUASHING}${NETWORK.replace('Net', 'Other')}def step(net, x, y):\n    return focal_loss(net(x), y)\n`,
    ],
    ['another name', 'scores = torch.sigmoid(model(x))\nscores = model(x)\nloss = focal_loss(scores, y)\n'],
    [
      'a choice',
      'scores = model(x)\nif squash:\n    scores = torch.sigmoid(scores)\nloss = focal_loss(scores, y)\n',
    ],
    [
      'gates within the network',
      `${NETWORK.replace('self.head(x)', 'self.head(x * torch.sigmoid(x))')}net = Net()\nloss = focal_loss(net(images), targets)\n`,
    ],
    ['targets that are probabilities', 'loss = focal_loss(model(x), torch.sigmoid(teacher(x)))\n'],
  ])('is not found for %s', async (_, code) => {
    expect(await brokenRules(code)).toEqual([]);
  });

  it('is not found where the loss takes probabilities', async () => {
    const ofProbabilities = LOSSES.replace('(logits, targets, alpha', '(p, targets, alpha')
      .replace('binary_cross_entropy_with_logits(logits', 'binary_cross_entropy(p')
      .replace('    p = torch.sigmoid(logits)\n', '');
    expect(await brokenRules('loss = focal_loss(torch.sigmoid(model(x)), y)\n', ofProbabilities)).toEqual([]);
  });
});

describe('the head of a detector', () => {
  const HEAD = NETWORK.replace('class Net', 'class AnchorHead').replace(
    'nn.Linear(8, 1)',
    'nn.Conv2d(8, 9, 1)',
  );
  const STEP = 'net = AnchorHead()\nloss = focal_loss(net(images), targets)\n';
  const rulesOf = async (code: string): Promise<string[]> => {
    const text = LOSSES + code;
    const { atSites } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
    return atSites.map(({ rule }) => rule);
  };

  it('is to start at the share of positives', async () => {
    expect(await rulesOf(HEAD + STEP)).toEqual(['prior-bias-missing']);
  });

  it.each([
    ['has a start', HEAD.replace('9, 1)', '9, 1)\n        nn.init.constant_(self.head.bias, -4.6)') + STEP],
    ['has no bias', HEAD.replace('9, 1)', '9, 1, bias=False)') + STEP],
    [
      'is given a start by a function',
      `${HEAD}net = with_prior(AnchorHead())\nloss = focal_loss(net(x), y)\n`,
    ],
    ['is one of a classifier', HEAD.replaceAll('AnchorHead', 'Net') + STEP.replace('AnchorHead', 'Net')],
    [
      'is trained with a cross-entropy',
      HEAD + STEP.replace('focal_loss', 'F.binary_cross_entropy_with_logits'),
    ],
  ])('is left alone where it %s', async (_, code) => {
    expect(await rulesOf(code)).toEqual([]);
  });
});

/** A right loss of probabilities. */
const OF_PROBABILITIES = `import torch
import torch.nn as nn
import torch.nn.functional as F

def focal_bce(p, y, gamma=2.0):
    p = p.clamp(1e-12, 1 - 1e-7)
    p_t = torch.where(y == 1, p, 1 - p)
    return (-((1 - p_t) ** gamma) * p_t.log()).mean()

`;
const KERAS = 'import keras\nfrom keras import layers\n\n';

describe('raw outputs that reach a loss of probabilities', () => {
  it.each([
    ['a network', 9, OF_PROBABILITIES, `${NETWORK}loss = focal_bce(Net()(x), y)\n`],
    [
      'a network that a function is given',
      10,
      OF_PROBABILITIES,
      `${NETWORK}def step(net, x, y):\n    return focal_bce(net(x).squeeze(1), y)\n`,
    ],
    [
      'a Keras model in a row',
      2,
      KERAS,
      "model = keras.Sequential([layers.Dense(8, activation='relu'), layers.Dense(1)])\nmodel.compile('adam', loss=keras.losses.BinaryFocalCrossentropy(gamma=2.0))\n",
    ],
    [
      'a Keras model of functions',
      4,
      KERAS,
      'inputs = keras.Input((8,))\noutputs = layers.Dense(1)(inputs)\nmodel = keras.Model(inputs, outputs)\nmodel.compile(loss=keras.losses.BinaryFocalCrossentropy())\n',
    ],
  ])('are found after %s', async (_, line, above, code) => {
    expect(await brokenRules(code, above)).toContain(`probabilities-loss-on-logits:${line}`);
  });

  it('is found as a second sigmoid where Keras squashes', async () => {
    const code =
      "model = keras.Sequential([layers.Dense(8), layers.Dense(1, activation='sigmoid')])\n" +
      'loss = keras.losses.BinaryFocalCrossentropy(from_logits=True)\nmodel.compile(loss=loss)\n';
    expect(await brokenRules(code, KERAS)).toEqual(['double-sigmoid:3']);
  });

  it.each([
    ['a network that squashes', OF_PROBABILITIES, `${SQUASHING}loss = focal_bce(Net()(x), y)\n`],
    ['a network of another file', OF_PROBABILITIES, 'loss = focal_bce(net(x), y)\n'],
    [
      'a Keras model with a sigmoid',
      KERAS,
      "model = keras.Sequential([layers.Dense(1, 'sigmoid')])\nmodel.compile(loss=keras.losses.BinaryFocalCrossentropy())\n",
    ],
    [
      'a Keras model of logits and a loss of logits',
      KERAS,
      'model = keras.Sequential([layers.Dense(1)])\nmodel.compile(loss=keras.losses.BinaryFocalCrossentropy(from_logits=True))\n',
    ],
    [
      'a Keras model whose activation is a layer',
      KERAS,
      "model = keras.Sequential([layers.Dense(1), layers.Activation('sigmoid')])\nmodel.compile(loss=keras.losses.BinaryFocalCrossentropy())\n",
    ],
  ])('are not found for %s', async (_, above, code) => {
    expect(await brokenRules(code, above)).toEqual([]);
  });
});

it('a name that is given a value made of itself ends the search for its loss', async () => {
  const code =
    'loss = loss(x, y)\nloss = loss.to(device)(x, y)\nfor loss in losses:\n    loss = loss(x, y)\n';
  expect(await brokenRules(code)).toEqual([]);
});

it('a switch of the loss decides what it takes', async () => {
  const switched = LOSSES.replace(
    'gamma=2.0):\n    ce',
    'gamma=2.0, from_logits=True):\n    if not from_logits:\n        logits = torch.logit(logits)\n    ce',
  );
  expect(await brokenRules('loss = focal_loss(torch.sigmoid(x), y, from_logits=False)\n', switched)).toEqual(
    [],
  );
});

it('functions that call themselves many times are followed once', async () => {
  const calls = Array.from({ length: 200 }, (_, at) => `    inner(x[${at}], y)\n`).join('');
  const returns = Array.from(
    { length: 6 },
    (_, at) => `    if x == ${at}:\n        return make(${at})\n`,
  ).join('');
  const code = `${NETWORK}def inner(x, y):\n${calls}    return F.binary_cross_entropy(x, y)\n
def make(x):\n${returns}    return Net()\n
model = make(0)\nloss = focal_loss(model(images), targets)\ninner(logits, targets.long())\n`;
  expect(await brokenRules(code)).toEqual([`integer-targets:${code.trimEnd().split('\n').length}`]);
});
