import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../../src/code/syntax/languages';
import { summaryOf } from './parse';

/** Alphas and gammas of other things. Every file also mentions focal loss, because files without it are skipped. */
const FOREIGN: [what: string, grammar: Grammar, code: string][] = [
  ['an optimizer', 'python', 'opt = torch.optim.Rprop(p, alpha=0.9)\nopt = ASGD(p, 0.01, alpha=0.75)'],
  [
    'a schedule',
    'python',
    'gamma = 0.1\ns = torch.optim.lr_scheduler.StepLR(opt, step_size=30, gamma=gamma)',
  ],
  [
    'a plot',
    'python',
    "alpha = 0.5\nplt.plot(x, y, alpha=alpha, label='focal loss')\nplt.title('focal', alpha=1)",
  ],
  ['a tensor operation', 'python', 'z = torch.add(x, y, alpha=2)\nF.elu(x, alpha=1.0)'],
  [
    'image gamma',
    'python',
    'def adjust(image, gamma=2.2):\n    return np.log(255 * (image / 255.0) ** (1 / gamma))',
  ],
  ['a gamma correction', 'python', 'def gamma_correct(x, gamma=2.2):\n    return torch.pow(x, gamma)'],
  [
    'mixup',
    'python',
    'def mixup(x, y, alpha=1.0):\n    lam = np.random.beta(alpha, alpha)\n    return lam * x',
  ],
  [
    'reinforcement learning',
    'python',
    'class Agent:\n    def __init__(self, gamma=0.99):\n        self.gamma = gamma',
  ],
  ['an SVM', 'python', "clf = SVC(C=1.0, gamma='scale')\nclf = SVC(gamma=0.1)"],
  [
    'batch normalisation',
    'python',
    'self.gamma = nn.Parameter(torch.ones(3))\nreturn self.gamma * x + self.beta',
  ],
  [
    'Focal Tversky',
    'python',
    'class FocalTverskyLoss:\n    def __init__(self, alpha=0.7, gamma=0.75):\n        self.gamma = gamma',
  ],
  [
    'a distance of boxes',
    'python',
    'def focal_eiou_loss(iou, gamma=0.5):\n    return iou ** gamma * (1 - iou)\nFocalEIoULoss(gamma=0.5)',
  ],
  ['FocalNet', 'python', 'block = FocalModulation(dim, focal_window=3, alpha=0.5)'],
  ['optics', 'python', 'camera = Camera(focal_length=35, gamma=2.2)'],
  ['a training run', 'python', "config = dict(loss='focal_loss', lr=0.1, gamma=0.5)"],
  [
    'a training procedure',
    'python',
    'def train_focal_loss_model(lr, gamma=0.1):\n    return StepLR(lr, gamma=gamma)',
  ],
  ['text', 'python', '"""focal loss: alpha=0.25, gamma=2.0"""\n# FocalLoss(alpha=0.25)'],
  ['a local variable', 'python', 'def f():\n    alpha = 0.25\n    return FocalLoss(gamma=None) + alpha'],
  [
    'the exponential logarithmic loss',
    'python',
    'def explog(dice, gamma=0.3):\n    return torch.pow(-torch.log(torch.clamp(dice, 1e-6)), gamma)',
  ],
  ['an option of another thing', 'python', "parser.add_argument('--gamma', default=0.99)\nargs.gamma"],
  ['a tuple of other things', 'python', 'lr, gamma = 0.1, 0.9\nstep(gamma)'],
  ['what another call unpacks', 'python', 'options = {"gamma": 0.9}\nStepLR(optimizer, **options)'],
  ['options of another type', 'typescript', 'const options: ToneCurve = { gamma: 2.2, alpha: 1 };'],
  ['a canvas', 'tsx', 'context.globalAlpha = 0.5;\nconst color = { r: 1, g: 1, b: 1, alpha: 0.5 };'],
  ['an animation', 'tsx', 'gsap.to(node, { alpha: 0, duration: 1 });\nd3.easeBackIn(1, { gamma: 2 });'],
  ['a colour space', 'tsx', 'const rgb = (c: number, gamma = 2.2) => Math.pow(c / 255, 1 / gamma);'],
  ['JSX', 'tsx', 'export const box = <Box alpha={0.5} title="focal loss" />;'],
  [
    'an optimizer of TensorFlow.js',
    'typescript',
    'const optimizer = tf.train.rmsprop(0.1, 0.9);\nconst gamma = 0.9;',
  ],
];

describe('no site is found', () => {
  it.each(FOREIGN)('in code about %s', async (_what, grammar, code) => {
    const mention = grammar === 'python' ? '# focal loss' : '// focal loss';
    expect(await summaryOf(`${mention}\n${code}\n`, grammar)).toEqual(
      code.includes('FocalLoss(gamma=None)') ? ['gamma=None → gamma none of FocalLoss'] : [],
    );
  });

  it('beyond the parsable part of a file with syntax errors', async () => {
    expect(
      await summaryOf('loss = FocalLoss(gamma=2.0, )\nfor x in\nother = FocalLoss(gamma=\n', 'python'),
    ).toEqual(['gamma=2.0 → gamma 2 of FocalLoss']);
  });
});
