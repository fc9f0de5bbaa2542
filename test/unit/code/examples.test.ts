import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import { diagnoseConfiguration } from '../../../src/code/rules/diagnose-configuration';
import { everyDiagnostic } from '../../../src/code/rules/diagnostic';
import { parser } from './parse';

const EXAMPLES = new URL('../../../examples/', import.meta.url);

it.each([
  ['train.py', ['alpha-on-negatives', 'flattened-targets-broadcast', 'device-in-constructor']],
  [
    'faulty_losses.py',
    [
      'alpha-same-for-both',
      'eps-bias',
      'unstable-log',
      'reduced-before-modulation',
      'pt-from-weighted-ce',
      'zero-positives',
      'reduction-ignored',
      'ignored-counted',
    ],
  ],
])('examples/%s shows the faults that it is about, and no others', async (name, rules) => {
  const text = await readFile(new URL(name, EXAMPLES), 'utf8');
  const found = everyDiagnostic(await diagnoseCode(parser, { text, grammar: 'python', imports: [] }));
  const faults = found.filter(({ severity }) => severity !== 'information');
  expect(faults.map(({ rule }) => rule)).toEqual(rules);
});

it('examples/loss_config.yaml shows the faults that it is about, and no others', async () => {
  const text = await readFile(new URL('loss_config.yaml', EXAMPLES), 'utf8');
  const { atSites, losses } = await diagnoseConfiguration(parser, text);
  expect(atSites.map(({ rule }) => rule)).toEqual(['alpha-gamma-exchanged', 'alpha-length']);
  expect(losses.map(({ verdict }) => verdict.computes?.variant)).toContain('focal');
});
