import { describe, expect, it } from 'vitest';
import { summaryOf } from './parse';

const python = (text: string) => summaryOf(text, 'python');

describe('definitions in Python', () => {
  it('are found by name, with their attributes and uses', async () => {
    expect(
      await python(`class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        self.alpha = alpha
    def forward(self, x):
        return self.alpha * x

loss = FocalLoss(0.5)
`),
    ).toEqual([
      'alpha=0.25 → alpha 0.25 of FocalLoss',
      'gamma=2.0 → gamma 2 of FocalLoss',
      'alpha = alpha → alpha 0.25 of FocalLoss',
      'alpha → alpha 0.25 of FocalLoss',
      'alpha → alpha 0.25 of FocalLoss',
      '0.5 → alpha 0.5 of FocalLoss',
    ]);
  });

  it('are found by their code', async () => {
    const lines = await python(`def detection_loss(x, y, α=0.25, γ=2.0):
    p_t = torch.exp(-F.binary_cross_entropy_with_logits(x, y, reduction="none"))
    return (1 - p_t) ** γ * -torch.log(p_t)

value = detection_loss(x, y, 0.5, γ=1)
`);
    expect(lines).toEqual([
      'α=0.25 → alpha 0.25 of detection_loss',
      'γ=2.0 → gamma 2 of detection_loss',
      'γ → gamma 2 of detection_loss',
      '0.5 → alpha 0.5 of detection_loss',
      'γ=1 → gamma 1 of detection_loss',
    ]);
  });

  it('include the variables passed to a focal loss, but not others of the same name', async () => {
    expect(
      await python(`GAMMA = 2.0
def train():
    gamma = 1.0
    return FocalLoss(gamma=gamma)
def schedule():
    gamma = 0.1
    return StepLR(optimizer, 30, gamma=gamma)
loss = FocalLoss(gamma=GAMMA)
`),
    ).toEqual([
      'GAMMA = 2.0 → gamma 2 of FocalLoss',
      'gamma = 1.0 → gamma 1 of FocalLoss',
      'gamma=gamma → gamma ? of FocalLoss',
      'gamma=GAMMA → gamma 2 of FocalLoss',
    ]);
  });
});

describe('parameters on their way to a loss in Python', () => {
  it('are found in a mapping that a call unpacks, inline and in a variable', async () => {
    expect(
      await python(
        `from torchvision.ops import sigmoid_focal_loss
options = {"alpha": 0.3, "gamma": 1.0}
a = sigmoid_focal_loss(x, y, **options)
b = sigmoid_focal_loss(x, y, **dict(gamma=3))
`,
      ),
    ).toEqual([
      '"alpha": 0.3 → alpha 0.3 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
      '"gamma": 1.0 → gamma 1 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
      'gamma=3 → gamma 3 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
    ]);
  });

  it('are distinguished if several are assigned at once', async () => {
    const text = 'ALPHA, GAMMA = 0.3, 1.5\nloss = FocalLoss(alpha=ALPHA, gamma=GAMMA)\n';
    expect(await python(text)).toEqual([
      'ALPHA → alpha 0.3 of FocalLoss',
      'GAMMA → gamma 1.5 of FocalLoss',
      'alpha=ALPHA → alpha 0.3 of FocalLoss',
      'gamma=GAMMA → gamma 1.5 of FocalLoss',
    ]);
  });

  it('are found as options of a command line, with their defaults', async () => {
    expect(
      await python(
        `parser.add_argument('--focal-gamma', type=float, default=1.5, help='gamma of the focal loss')
parser.add_argument("--fl_alpha")
parser.add_argument("--gamma", default=2.0, help="focusing parameter of the focal loss")
parser.add_argument("--alpha", default=0.9, help="decay of the moving average")
parser.add_argument("--cls_gamma", default=1.0, help="gamma of the focal loss")
parser.add_argument("--cls-alpha", default=0.4, help="weight in Focal Loss")
parser.add_argument("--lr_gamma", default=0.1, help="decay beside the focal loss")
`,
      ),
    ).toEqual([
      "'--focal-gamma' → gamma 1.5 of –",
      '"--fl_alpha" → alpha ? of –',
      '"--gamma" → gamma 2 of –',
      '"--cls_gamma" → gamma 1 of –',
      '"--cls-alpha" → alpha 0.4 of –',
    ]);
  });
});

describe('values that a loss takes', () => {
  it('are followed back to attributes, parameters and constants of a class that no name says to use one', async () => {
    const text = `from monai.losses import FocalLoss

GAMMA = 2.0


class Criterion:
    def __init__(self, alpha=0.25, gamma=GAMMA):
        self.alpha = alpha
        self.gamma = gamma
        self.part = FocalLoss(alpha=self.alpha, gamma=self.gamma)
`;
    expect(await python(text)).toEqual([
      'GAMMA = 2.0 → gamma 2 of FocalLoss (monai.FocalLoss)',
      'alpha=0.25 → alpha 0.25 of FocalLoss (monai.FocalLoss)',
      'gamma=GAMMA → gamma 2 of FocalLoss (monai.FocalLoss)',
      'alpha = alpha → alpha 0.25 of FocalLoss (monai.FocalLoss)',
      'gamma = gamma → gamma 2 of FocalLoss (monai.FocalLoss)',
      'alpha=self.alpha → alpha ? of FocalLoss (monai.FocalLoss)',
      'alpha → alpha ? of FocalLoss (monai.FocalLoss)',
      'gamma=self.gamma → gamma ? of FocalLoss (monai.FocalLoss)',
      'gamma → gamma ? of FocalLoss (monai.FocalLoss)',
    ]);
  });

  it('are found in options that change later, and in each element of a list', async () => {
    const text = `options = {"alpha": 0.1}
options["gamma"] = 4.0
options.update(alpha=0.2)
loss = FocalLoss(**options)
searched = [{"gamma": 1.5}, {"gamma": 2.5}]
losses = [FocalLoss(**each) for each in searched]
other = {"gamma": 0.9}
other.update(gamma=0.8)
`;
    expect(await python(text)).toEqual([
      '"alpha": 0.1 → alpha 0.1 of FocalLoss',
      'gamma"] = 4.0 → gamma 4 of FocalLoss',
      'alpha=0.2 → alpha 0.2 of FocalLoss',
      '"gamma": 1.5 → gamma 1.5 of FocalLoss',
      '"gamma": 2.5 → gamma 2.5 of FocalLoss',
    ]);
  });

  it('are the defaults of a focal loss, and objects whose methods it calls', async () => {
    const text = `ALPHA = 0.3


def focal_loss(x, y, alpha=ALPHA, gamma=2.0):
    p = x.sigmoid()
    at = alpha.to(x.device)
    return (at * (1 - p) ** gamma * -p.log()).mean()
`;
    expect((await python(text)).map((line) => line.replace(/ →.*/, ''))).toEqual([
      'ALPHA = 0.3',
      'alpha=ALPHA',
      'ALPHA',
      'gamma=2.0',
      'alpha',
      'gamma',
    ]);
  });

  it('are those of statements of a script that make their own tensors', async () => {
    const text = `gamma = 2.0
logits = torch.randn(8)
targets = torch.ones(8)
bce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
focal = ((1 - torch.exp(-bce)) ** gamma * bce).mean()
`;
    expect(await python(`import torch\nimport torch.nn.functional as F\n${text}`)).toEqual([
      'gamma = 2.0 → gamma 2 of –',
      'gamma → gamma 2 of –',
    ]);
  });
});
