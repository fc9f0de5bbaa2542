import { describe, expect, it } from 'vitest';
import { biasConstantAt } from '../../../src/code/losses/bias-constant';
import { focalSites } from '../../../src/code/losses/focal-sites';
import { explainBias } from '../../../src/code/meaning/bias-meaning';
import type { Grammar } from '../../../src/code/syntax/languages';
import { en as messages } from '../../../src/messages/en';
import { sourceOf } from './parse';

/** The constant at the first place of `word`. */
async function biasAt(text: string, word: string, grammar: Grammar = 'python') {
  return biasConstantAt(await sourceOf(text, grammar), text.indexOf(word));
}

describe('bias constants', () => {
  it.each([
    ['fc[-1].bias.data.fill_(-2.19)', '2.19'],
    ['nn.init.constant_(self.cls_head.bias, -4.595)', '-4.595'],
    ['def __init__(self, prior_bias=-4.6):\n  pass', '4.6'],
  ])('are found in %s', async (text, word) => {
    expect(await biasAt(text, word)).toBeDefined();
  });

  it('are found in TypeScript', async () => {
    const text = 'const layer = tf.layers.dense({ units: 1, biasInitializer: constant(-2.19) });';
    expect(await biasAt(text, '-2.19', 'typescript')).toMatchObject({ bias: -2.19 });
  });

  it('follow from the probability of bias_init_with_prob', async () => {
    const found = await biasAt('bias_cls = bias_init_with_prob(0.01)', 'bias_init_with_prob');
    // −log(0.99 / 0.01).
    expect(found?.bias).toBeCloseTo(-4.59512, 5);
  });

  it.each([
    ['learning_rate = -2.19', '2.19'],
    ['bias = -3.5', '3.5'],
    ['bias = 2.19', '2.19'],
    ['bias_init_with_prob(prior)', 'bias_init'],
    ['temperature(-4.6)', '4.6'],
  ])('are not found in %s', async (text, word) => {
    expect(await biasAt(text, word)).toBeUndefined();
  });

  it('are explained by both constants, with the loss of the file', async () => {
    const explained = async (text: string) => {
      const source = await sourceOf(text, 'python');
      const bias = biasConstantAt(source, text.indexOf('2.19'));
      return bias && explainBias(bias, focalSites(source), messages);
    };
    const fill = 'head.bias.data.fill_(-2.19)\n';
    const byPaper = await explained(fill);
    // σ(−2.19) = 1 / (1 + e^2.19) = 0.10065; Lin et al. 2017 start with −4.595 for π = 0.01.
    expect(byPaper).toContain('starts every score at p = 0.1007');
    expect(byPaper).toContain('α = 0.25 and γ = 2');
    expect(byPaper).toContain('the first is −4.595');
    const own = await explained(`${fill}loss = FocalLoss(alpha=0.5, gamma=1.0)\n`);
    expect(own).toContain('α = 0.5 and γ = 1');
  });
});
