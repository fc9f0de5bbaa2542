import { describe, expect, it } from 'vitest';
import { focalSiteAt } from '../../../src/code/losses/focal-sites';
import { sitesOf, summaryOf } from './parse';

describe('TypeScript and JavaScript', () => {
  it('have sites in arguments, options and shorthand of focal losses', async () => {
    const text = `import { focalLoss as fl } from './losses';
const gamma = 2;
const a = fl(x, y, { alpha: 0.25, gamma });
const b = new FocalLoss({ 'alpha': null });
`;
    for (const grammar of ['typescript', 'tsx'] as const) {
      expect(await summaryOf(text, grammar)).toEqual([
        'gamma = 2 → gamma 2 of fl',
        'alpha: 0.25 → alpha 0.25 of fl',
        'gamma → gamma 2 of fl',
        "'alpha': null → alpha none of FocalLoss",
      ]);
    }
  });

  it('have sites in parameters: plain, optional, destructured, of constructors and arrow functions', async () => {
    expect(
      await summaryOf(
        `function focalLoss(x: T, { alpha = 0.25, gamma }: P = {}) {}
class FocalLoss { constructor(private readonly alpha: number = 0.5, gamma?: number) {} }
const binaryFocalLoss = (x: T, gamma = 1) => x;
focalLoss(x, { alpha: 1 });
binaryFocalLoss(x, 3);
`,
        'typescript',
      ),
    ).toEqual([
      'alpha = 0.25 → alpha 0.25 of focalLoss',
      'gamma → gamma ? of focalLoss',
      'alpha: number = 0.5 → alpha 0.5 of FocalLoss',
      'gamma → gamma ? of FocalLoss',
      'gamma = 1 → gamma 1 of binaryFocalLoss',
      'alpha: 1 → alpha 1 of focalLoss',
      '3 → gamma 3 of binaryFocalLoss',
    ]);
  });

  it('have sites in fields of interfaces and classes', async () => {
    expect(
      await summaryOf('interface FocalParameters { readonly alpha: number; gamma?: number }\n', 'typescript'),
    ).toEqual(['alpha → alpha ? of FocalParameters', 'gamma → gamma ? of FocalParameters']);
  });

  it('have sites in a loss that is found by its code', async () => {
    const lines = await summaryOf(
      `export const lossOf = (p: number, gamma = 2) => -Math.pow(1 - p, gamma) * Math.log(p);\n`,
      'typescript',
    );
    expect(lines).toEqual(['gamma = 2 → gamma 2 of lossOf', 'gamma → gamma 2 of lossOf']);
  });
});

describe('both parameters', () => {
  it('are the arguments of the call, else the library’s defaults', async () => {
    const [site] = await sitesOf(
      'from torchvision.ops import sigmoid_focal_loss\nsigmoid_focal_loss(x, y, gamma=1)\n',
      'python',
    );
    expect(site?.bothParameters).toEqual({ alpha: 0.25, gamma: 1 });
  });

  it('are the defaults of the definition, for a loss of the same file', async () => {
    const sites = await sitesOf(
      'def focal_loss(x, y, alpha=0.4, gamma=3.0):\n    pass\nfocal_loss(x, y, gamma=1)\n',
      'python',
    );
    expect(sites.at(-1)?.bothParameters).toEqual({ alpha: 0.4, gamma: 1 });
  });

  it('are unknown if the call unpacks a mapping', async () => {
    const [site] = await sitesOf(
      'from torchvision.ops import sigmoid_focal_loss\nsigmoid_focal_loss(x, y, gamma=1, **more)\n',
      'python',
    );
    expect(site?.bothParameters).toEqual({ alpha: undefined, gamma: 1 });
  });
});

describe('the site at an offset', () => {
  it('spans the first character of the name to the last of the value', async () => {
    const text = 'FocalLoss(gamma=2.5, alpha=0.25)';
    const sites = await sitesOf(text, 'python');
    const at = (part: string, shift = 0) => focalSiteAt(sites, text.indexOf(part) + shift)?.parameter;
    expect(at('gamma')).toBe('gamma');
    expect(at('2.5', 3)).toBe('gamma');
    expect(at(' alpha')).toBeUndefined();
    expect(at('alpha')).toBe('alpha');
    expect(at('Focal')).toBeUndefined();
  });

  it('counts UTF-16 code units like editors', async () => {
    const text = '# 😀 α\nFocalLoss(γ=2.5)';
    const sites = await sitesOf(text, 'python');
    expect(focalSiteAt(sites, text.indexOf('γ='))?.value).toBe(2.5);
  });
});

describe('parameters on their way to a loss in TypeScript', () => {
  it('are found in an object of the options’ type and in an object passed to a call', async () => {
    const text = `const defaults: FocalLossOptions = { alpha: 0.25, gamma: 2 };
const sharp = { gamma: 5 } satisfies Partial<FocalLossOptions>;
const options = { gamma: 3 };
const loss = focalLoss(logits, labels, options);
`;
    expect(await summaryOf(text, 'typescript')).toEqual([
      'alpha: 0.25 → alpha 0.25 of FocalLossOptions',
      'gamma: 2 → gamma 2 of FocalLossOptions',
      'gamma: 5 → gamma 5 of FocalLossOptions',
      'gamma: 3 → gamma 3 of focalLoss',
    ]);
  });

  it('are found in arrays of options, and where a function goes through them', async () => {
    const text = `const configs = [{ alpha: 0.25, gamma: 2 }, { gamma: 1 }];
const losses = configs.map(({ gamma }) => focalLoss(x, y, { gamma }));
const others = [{ gamma: 3 }].map((each) => each.gamma);
`;
    expect((await summaryOf(text, 'typescript')).map((line) => line.replace(/ of .*/, ''))).toEqual([
      'alpha: 0.25 → alpha 0.25',
      'gamma: 2 → gamma 2',
      'gamma: 1 → gamma 1',
      'gamma → gamma ?',
      'gamma → gamma ?',
    ]);
  });

  it('are found where they are objects', async () => {
    const text = `const focalLoss = (logits: tf.Tensor, alpha: tf.Scalar, gamma = 2) =>
  tf.pow(tf.sub(1, tf.sigmoid(logits)), gamma).mul(tf.log(tf.sigmoid(logits))).mul(alpha.neg());
`;
    expect((await summaryOf(text, 'typescript')).map((line) => line.replace(/ → .*/, ''))).toEqual([
      'alpha',
      'gamma = 2',
      'gamma',
      'alpha',
    ]);
  });
});
