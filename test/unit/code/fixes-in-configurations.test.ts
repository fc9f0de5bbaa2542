import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { fixAll } from '../../../src/code/fixes/fix-all';
import { configurationText } from '../../../src/code/fixes/text-to-mend';
import { diagnoseConfiguration } from '../../../src/code/rules/diagnose-configuration';
import { parser } from './parse';

async function mended(text: string): Promise<string> {
  return (await fixAll(parser, configurationText(text), () => true)).text;
}

async function rulesOf(text: string): Promise<string[]> {
  const { atSites } = await diagnoseConfiguration(parser, text);
  return atSites.map(({ rule }) => rule);
}

const KERAS = '_target_: keras.losses.BinaryFocalCrossentropy';

describe('a configuration', () => {
  it.each([
    [
      'exchanged values',
      'loss:\n  type: FocalLoss\n  gamma: 0.25  # weight\n  alpha: 2.0\n',
      ['gamma: 2.0  # weight', 'alpha: 0.25'],
    ],
    ['a negative γ', '{"focal_loss": {"gamma": -2, "alpha": 0.25}}', ['{"gamma": 2, "alpha": 0.25}']],
    ['percents', 'loss: {type: FocalLoss, alpha: 75}\n', ['{type: FocalLoss, alpha: 0.75}']],
    [
      'an α that Keras ignores',
      `losses:\n  - alpha: 0.25\n    ${KERAS}\n`,
      ['  - apply_class_balancing: true\n    alpha: 0.25\n'],
    ],
    ['a slip', 'loss: {type: FocalLoss, "gama": 1.5}\n', ['{type: FocalLoss, "gamma": 1.5}']],
    [
      'one in JSON',
      `{"_target_": "keras.losses.BinaryFocalCrossentropy", "alpha": 0.3}`,
      ['"apply_class_balancing": true, "alpha": 0.3}'],
    ],
  ])('with %s is mended, and nothing else in it changes', async (_, faulty, expected) => {
    expect((await rulesOf(faulty)).length).toBe(1);
    const text = await mended(faulty);
    for (const part of expected) {
      expect(text).toContain(part);
    }
    expect(await rulesOf(text)).toEqual([]);
    expect(text.split('\n').length - faulty.split('\n').length).toBe(text.includes('  - apply') ? 1 : 0);
  });

  it('keeps its line ends', async () => {
    const text = await mended(`loss:\r\n  ${KERAS}\r\n  alpha: 0.25\r\n`);
    expect(text).toContain('  apply_class_balancing: true\r\n  alpha: 0.25\r\n');
  });

  it('gets no fix where the right value is not known', async () => {
    const text =
      'num_classes: 4\nloss: {type: FocalLoss, alpha: [0.2, 0.3, 0.5]}\nother: {type: FocalLoss, alpha: 3}\n';
    expect(await rulesOf(text)).toEqual(['alpha-length', 'alpha-range']);
    expect(await findFixes(parser, configurationText(text), () => true)).toEqual([]);
  });

  it('has every impossible value mended, each in its place', async () => {
    const loss = fc.record({
      gamma: fc.constantFrom('-2', '-1.5', '2'),
      alpha: fc.constantFrom('25', '0.25', '75'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(loss, { minLength: 1, maxLength: 3 }), async (losses) => {
        const textOf = (right: (value: string) => string): string =>
          losses
            .map(
              ({ gamma, alpha }, at) =>
                `loss${at}:\n  type: FocalLoss\n  gamma: ${right(gamma)}\n  alpha: ${right(alpha)}\n`,
            )
            .join('');
        const right = (value: string): string =>
          /^\d{2}$/.test(value) ? `0.${value}` : value.replace('-', '');
        expect(await mended(textOf((value) => value))).toBe(textOf(right));
      }),
      { numRuns: 4 },
    );
  });
});
