import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSite, plotParameters } from '../../../src/code/meaning/explanation';
import { en } from '../../../src/messages/en';
import { sitesOf } from '../code/parse';

/** The hover's text for the last site of Python code. */
async function explained(code: string): Promise<string> {
  const site = (await sitesOf(code, 'python')).at(-1);
  if (!site) {
    throw new Error(`There is no site in ${code}.`);
  }
  return explainSite(site, 'dark', en);
}

const TORCHVISION = 'from torchvision.ops import sigmoid_focal_loss\n';
const KERAS = 'from keras.losses import BinaryFocalCrossentropy, CategoricalFocalCrossentropy\n';

describe('γ in words', () => {
  /** Lin et al. 2017, section 3.2: with γ = 2, p_t = 0.9 has a loss 100 times smaller; p_t ≤ 0.5 at most 4 times. */
  it('repeats the paper’s statements about γ = 2', async () => {
    expect(await explained('FocalLoss(gamma=2)')).toContain(
      'At pₜ = 0.9 the loss is **100 times smaller than cross-entropy**, 4 times at pₜ = 0.5.',
    );
  });

  it.each([
    ['0.5', '3.162 times smaller than cross-entropy**, 1.414 times'],
    ['1', '10 times smaller than cross-entropy**, 2 times'],
    ['5', '100,000 times smaller than cross-entropy**, 32 times'],
  ])('γ = %s: powers of 10 and 2', async (gamma, words) => {
    expect(await explained(`FocalLoss(gamma=${gamma})`)).toContain(words);
  });

  it('states that a value is out of range', async () => {
    expect(await explained('FocalLoss(gamma=-0.5)')).toContain('**γ = −0.5 is below 0**');
    expect(await explained('FocalLoss(gamma=0)')).toContain('γ = 0 switches focusing off');
    expect(await explained('FocalLoss(gamma=None)')).toContain('γ must be a number');
    expect(await explained('FocalLoss(gamma=8)')).toContain('The paper tried γ up to 5');
  });

  it('states that a value is unknown, or the origin of a known one', async () => {
    expect(await explained('FocalLoss(gamma=args.gamma)')).toContain('Its value is set elsewhere');
    expect(await explained('G = 2.0\nFocalLoss(gamma=G)')).toContain('**γ** = 2 (its constant)');
    expect(await explained('def focal_loss(x, gamma=2.0):\n    return x * gamma')).toContain(
      '**γ** = 2 (the default)',
    );
  });
});

describe('a score of one half in words', () => {
  // With p = 1/2 both sides have derivatives of the same size, so that the odds are (1 − α) : α.
  it.each([
    ['sigmoid_focal_loss(x, y, alpha=0.25, gamma=2)', '75 %'],
    ['sigmoid_focal_loss(x, y, alpha=0.9, gamma=0.5)', '10 %'],
  ])('%s', async (call, probability) => {
    expect(await explained(`${TORCHVISION}${call}`)).toContain(
      `At the optimum of this loss a score of 0.5 means ${probability}.`,
    );
  });

  it.each([
    ['the library is not known', 'FocalLoss(alpha=0.25, gamma=2)'],
    ['α is off', `${TORCHVISION}sigmoid_focal_loss(x, y, alpha=-1, gamma=2)`],
    ['γ is not known', `${TORCHVISION}sigmoid_focal_loss(x, y, alpha=0.25, gamma=args.gamma)`],
    ['α multiplies every class', `${KERAS}CategoricalFocalCrossentropy(alpha=0.25, gamma=2)`],
  ])('is not stated if %s', async (_, code) => {
    expect(await explained(code)).not.toContain('At the optimum of this loss');
  });
});

describe('α in words', () => {
  it.each([
    ['0.25', 'Positives weigh **0.25**, negatives **0.75**: 1 : 3.'],
    ['0.9', 'Positives weigh **0.9**, negatives **0.1**: 9 : 1.'],
    ['0.5', 'Positives weigh **0.5**, negatives **0.5**: 1 : 1.'],
    ['0', '**α = 0**: positives count for nothing.'],
    ['1', '**α = 1**: where negatives weigh 1 − α, as in the paper, they count for nothing.'],
    [
      '1.5',
      '**α = 1.5 is above 1**: where negatives weigh 1 − α, as in the paper, they get the negative weight −0.5.',
    ],
    ['-0.5', '**α = −0.5 is below 0: positives get a negative weight**'],
    ['None', 'α is switched off'],
    ['[0.75, 0.25]', 'Class 0 weighs **0.75**, class 1 weighs **0.25**.'],
  ])('α = %s', async (alpha, words) => {
    expect(await explained(`FocalLoss(alpha=${alpha})`)).toContain(words);
  });

  it.each([
    ['1', '**α = 1**: negatives count for nothing.'],
    ['1.5', '**α = 1.5 is above 1: negatives get the negative weight −0.5**'],
  ])('α = %s where negatives are known to weigh 1 − α', async (alpha, words) => {
    const loss = 'from kornia.losses import binary_focal_loss_with_logits\nbinary_focal_loss_with_logits';
    expect(await explained(`${loss}(x, y, alpha=${alpha})`)).toContain(words);
  });

  it('names the libraries for which a negative α means “off”', async () => {
    expect(await explained(`${TORCHVISION}sigmoid_focal_loss(x, y, alpha=-1)`)).toContain(
      'α is switched off',
    );
    expect(await explained("dict(type='FocalLoss', alpha=-1)")).toContain('is below 0');
    expect(await explained('FocalLoss(alpha=-1)')).toContain('mostly take α = −1 for “off”');
    expect(await explained('FocalLoss(alpha=-2)')).toContain('is below 0');
  });

  it('speaks of the version that the project has, where the meaning changed', async () => {
    const [site] = await sitesOf('from kornia.losses import FocalLoss\nFocalLoss(alpha=0.5)', 'python');
    const textOf = (side: 'before' | 'since', version: string) =>
      site &&
      explainSite(
        { ...site, given: { ...site.given, installed: { side, version, file: 'uv.lock' } } },
        'dark',
        en,
      );
    expect(textOf('before', '0.6.12')).toContain('a factor on every class');
    expect(textOf('since', '0.7.0')).toContain('the weight of every class but 0');
    expect(textOf('since', '0.7.0')).toContain('<b>kornia</b> 0.7.0 (<code>uv.lock</code>)');
    expect(textOf('since', '0.7.0')).not.toContain('changed its meaning');
    expect(site && explainSite(site, 'dark', en)).toContain('changed its meaning');
  });

  it('names the libraries that refuse an α', async () => {
    expect(await explained(`${TORCHVISION}sigmoid_focal_loss(x, y, alpha=-2)`)).toContain(
      '**α = −2 raises an error**',
    );
  });

  it('speaks of class 0 in the singular', async () => {
    const kornia = 'from kornia.losses import FocalLoss\n';
    expect(await explained(`${kornia}FocalLoss(alpha=1)`)).toContain('class 0 counts for nothing');
    expect(await explained(`${kornia}FocalLoss(alpha=2)`)).toContain('class 0 gets the negative weight −1');
    expect(await explained(`${kornia}FocalLoss(alpha=0)`)).toContain('classes from 1 on count for nothing');
  });

  it('states that MONAI accepts a list but ignores a number', async () => {
    const softmax = (alpha: string) =>
      `from monai.losses import FocalLoss\nFocalLoss(use_softmax=True, include_background=False, alpha=${alpha})`;
    expect(await explained(softmax('0.3'))).toContain('**It has no effect here.**');
    expect(await explained(softmax('[0.3, 0.7]'))).toContain('Class 0 weighs **0.3**');
  });

  it('knows what PyTorch’s hub loads', async () => {
    const load = "torch.hub.load('AdeelH/pytorch-multi-class-focal-loss', model='focal_loss', ";
    expect(await explained(`import torch\nloss = ${load}alpha=[0.2, 0.8], gamma=2)`)).toContain(
      'γ is 0 unless given',
    );
    expect(await explained(`import torch\nloss = ${load}gamma=2, alpha=[0.2, 0.8])`)).toContain(
      'Class 0 weighs **0.2**, class 1 weighs **0.8**',
    );
    const ofClass = `${load.replace('focal_loss', 'FocalLoss')}gamma=2, alpha=torch.tensor([0.2, 0.8]))`;
    expect(await explained(`import torch\nloss = ${ofClass}`)).toContain('Class 0 weighs **0.2**');
  });

  it.each([
    ['from monai.losses import FocalLoss', 'FocalLoss(gamma=2)', 'p_t is σ((2y − 1) x)'],
    [
      'import segmentation_models_pytorch as smp',
      'smp.losses.FocalLoss("binary", gamma=2)',
      'minus the cross-entropy',
    ],
    ['import segmentation_models as sm', 'sm.losses.BinaryFocalLoss(gamma=2)', 'mixes the two losses'],
  ])('states what soft targets do where p_t is another: %s', async (from, call, words) => {
    expect(await explained(`${from}\nloss = ${call}`)).toContain(words);
    expect(await explained(`${from}\nloss = ${call.replace('gamma=2', 'alpha=0.25')}`)).not.toContain(words);
  });

  it('states that MMCV’s softmax weights every class', async () => {
    expect(
      await explained('from mmcv.ops import SoftmaxFocalLoss\nSoftmaxFocalLoss(gamma=2.0, alpha=0.25)'),
    ).toContain('Every class weighs 0.25');
  });

  it('states that α has no effect, or does not balance the classes', async () => {
    expect(await explained(`${KERAS}BinaryFocalCrossentropy(alpha=0.9)`)).toContain(
      '**It has no effect here.**',
    );
    expect(
      await explained(`${KERAS}BinaryFocalCrossentropy(apply_class_balancing=True, alpha=0.9)`),
    ).toContain('9 : 1');
    expect(await explained(`${KERAS}CategoricalFocalCrossentropy(alpha=0.9)`)).toContain(
      'Every class weighs 0.9',
    );
  });

  it('explains relatives whose α and γ have other meanings', async () => {
    expect(await explained("dict(type='GaussianFocalLoss', alpha=2.0)")).toContain('(1 − p)^2');
    expect(await explained("dict(type='VarifocalLoss', alpha=0.75)")).toContain('Negatives weigh 0.75');
    expect(await explained('from fvcore.nn import sigmoid_focal_loss_star as f\nf(x, y, gamma=2)')).toContain(
      'FL* =',
    );
  });
});

describe('the link to the plot', () => {
  it.each([
    [`${TORCHVISION}sigmoid_focal_loss(x, y, gamma=1)`, { alpha: 0.25, gamma: 1 }],
    [`${TORCHVISION}sigmoid_focal_loss(x, y, alpha=-1)`, { alpha: null, gamma: 2 }],
    [`${KERAS}BinaryFocalCrossentropy(gamma=3)`, { alpha: null, gamma: 3 }],
    ['FocalLoss(alpha=1.5, gamma=-1)', {}],
    ['FocalLoss(gamma=args.gamma)', {}],
    ["dict(type='GaussianFocalLoss', alpha=2.0)", {}],
  ])('%s', async (code, parameters) => {
    const site = (await sitesOf(code, 'python')).at(-1);
    expect(site && plotParameters(site)).toEqual(parameters);
  });
});

describe('the picture', () => {
  it('is an SVG with only finite numbers, in every theme and for every value', async () => {
    const value = fc.double({ min: 0, max: 12, noNaN: true });
    await fc.assert(
      fc.asyncProperty(value, value, async (alpha, gamma) => {
        const sites = await sitesOf(
          `FocalLoss(alpha=${alpha.toFixed(6)}, gamma=${gamma.toFixed(6)})`,
          'python',
        );
        for (const site of sites) {
          for (const theme of ['light', 'dark', 'highContrastLight', 'highContrastDark'] as const) {
            const text = explainSite(site, theme, en);
            expect(text.length).toBeLessThan(30_000);
            const encoded = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(text)?.[1];
            if (encoded === undefined) {
              continue;
            }
            const svg = Buffer.from(encoded, 'base64').toString('ascii');
            expect(svg).toMatch(/^<svg [^>]+>.*<\/svg>$/);
            expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('exists only if a curve is informative', async () => {
    expect(await explained('FocalLoss(gamma=2)')).toContain('<img');
    expect(await explained('FocalLoss(alpha=0.25)')).toContain('<img');
    expect(await explained('FocalLoss(gamma=0)')).not.toContain('<img');
    expect(await explained('FocalLoss(alpha=2)')).not.toContain('<img');
  });
});

it('the Markdown of a hover contains no text of the user', async () => {
  const text = await explained(
    'class FocalLoss_img_:\n    def __init__(self, gamma=2.0): ...\nFocalLoss_img_(gamma=x["](command:evil)"])',
  );
  expect(text).not.toContain('_img_');
  expect(text).not.toContain('evil');
});

describe('α of a loss that the file defines', () => {
  const loss = (weight: string) => `class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        self.gamma = gamma

    def forward(self, logits, targets, alpha=0.25):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        return (${weight} * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
  const meaning = async (weight: string) => {
    const sites = await sitesOf(loss(weight), 'python');
    const site = sites.find(({ parameter, origin }) => parameter === 'alpha' && origin === 'default');
    if (!site) {
      throw new Error('There is no α.');
    }
    return { text: explainSite(site, 'dark', en), plot: plotParameters(site) };
  };

  it('follows the paper if the code does', async () => {
    const { text, plot } = await meaning('torch.where(targets == 1, alpha, 1 - alpha)');
    expect(text).toContain('Positives weigh **0.25**, negatives **0.75**');
    expect(plot.alpha).toBe(0.25);
  });

  it('goes to the negatives if the weights are in the order of the classes', async () => {
    const { text, plot } = await meaning('torch.tensor([alpha, 1 - alpha])[targets.long()]');
    expect(text).toContain('Negatives weigh **0.25**, positives **0.75**');
    expect(text).toContain('**The paper gives α to the positives.**');
    expect(plot.alpha).toBe(0.75);
  });

  it('weights both classes if the code does', async () => {
    expect((await meaning('alpha')).text).toContain('Every class weighs 0.25.');
  });
});
