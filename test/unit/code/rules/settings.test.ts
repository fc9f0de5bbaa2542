import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { parser } from '../parse';

/** Each rule that a text breaks, with its line. */
async function brokenRules(text: string): Promise<string[]> {
  const { losses, atSites } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  return [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites].map(
    ({ rule, line }) => `${rule}:${line}`,
  );
}

const OPTIONS = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--focal-alpha', type=float, default=0.25)
parser.add_argument('--focal-gamma', type=float, default=2.0, help='focusing parameter')
`;
const FIELDS = `from dataclasses import dataclass
@dataclass
class FocalLossConfig:
    alpha: float = 0.25
    gamma: float = 2.0
    lr: float = 0.1
`;
const OWN_FIELDS = `from dataclasses import dataclass, field
@dataclass
class TrainingConfig:
    focal_alpha: float = 0.25
    focal_gamma: float = 2.0
    gamma: float = 0.1
`;
const CONSTANTS = 'FOCAL_ALPHA = 0.25\nFOCAL_GAMMA = 2.0\nGAMMA = 0.1\n';
const MAPPING = "cfg = {'focal_loss': {'alpha': 0.25, 'gamma': 2.0}, 'scheduler': {'gamma': -0.1}}\n";

describe('the rules for given values in settings of Python', () => {
  it.each([
    ['alpha-gamma-exchanged:3', OPTIONS.replace('0.25', '2.0').replace('default=2.0, h', 'default=0.25, h')],
    [
      'alpha-gamma-exchanged:4',
      FIELDS.replace('alpha: float = 0.25', 'alpha: float = 3').replace('2.0', '0.5'),
    ],
    [
      'alpha-gamma-exchanged:4',
      OWN_FIELDS.replace('0.25', '2').replace('gamma: float = 2.0', 'gamma: float = 0.75'),
    ],
    ['alpha-gamma-exchanged:1', CONSTANTS.replace('0.25', '2').replace('2.0', '0.25')],
    ['alpha-gamma-exchanged:1', MAPPING.replace('0.25', '2').replace('2.0', '0.25')],
    ['gamma-negative:4', OPTIONS.replace('default=2.0', 'default=-2.0')],
    ['gamma-negative:5', FIELDS.replace('2.0', '-1')],
    ['gamma-negative:2', CONSTANTS.replace('2.0', '-2')],
    ['gamma-zero:5', FIELDS.replace('2.0', '0.0')],
  ])('find %s', async (expected, text) => {
    expect(await brokenRules(text)).toContain(expected);
  });

  it.each([
    OPTIONS,
    FIELDS,
    OWN_FIELDS,
    CONSTANTS,
    MAPPING,
    OPTIONS.replace('default=2.0', 'default=0.0'),
    OPTIONS.replace(/focal-/g, '').replace('2.0', '-1.0'),
    CONSTANTS.replace('FOCAL_ALPHA = 0.25', 'FOCAL_ALPHA = [1.0, 3.0]'),
    `${CONSTANTS}SECOND_FOCAL_ALPHA = 2\n`,
    FIELDS.replace('FocalLossConfig', 'CameraConfig').replace('2.0', '-2.2'),
  ])('find nothing in %j', async (text) => {
    expect(await brokenRules(text)).toEqual([]);
  });
});
