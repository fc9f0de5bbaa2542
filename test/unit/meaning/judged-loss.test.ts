import { describe, expect, it } from 'vitest';
import { focalSites } from '../../../src/code/losses/focal-sites';
import { explainLoss, explainParameter } from '../../../src/code/meaning/judged-loss';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import { messagesIn } from '../../../src/messages/messages';
import { parser, sourceOf } from '../code/parse';

const messages = await messagesIn('en');

const REVERSED = `import torch
import torch.nn.functional as F
def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p_t = torch.exp(-ce)
    alpha_t = (1 - alpha) * targets + alpha * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).mean()
`;

async function judged(text: string) {
  const file = await sourceOf(text, 'python');
  const { losses } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  const [loss] = losses;
  if (!loss) {
    throw new Error('The text has no focal loss.');
  }
  return { loss: { loss, address: { uri: 'file:///loss.py', name: loss.verdict.name, place: 0 } }, file };
}

async function hoverOn(text: string, name: 'alpha' | 'gamma'): Promise<string> {
  const { loss, file } = await judged(text);
  const site = focalSites(file).find(({ parameter }) => parameter === name);
  if (!site) {
    throw new Error(`The text has no ${name}.`);
  }
  return explainParameter(site, loss, 'dark', messages);
}

/** A link that shows a line of the file. */
function linkTo(line: number): string {
  const address = encodeURIComponent(JSON.stringify([{ uri: 'file:///loss.py', line }]));
  return `[line ${line}](command:focalLoss.showLine?${address})`;
}

describe('the hover of a loss that was run', () => {
  it('says in numbers what α does, and in which line, which it links to', async () => {
    expect(await hoverOn(REVERSED, 'alpha')).toContain(
      `**α** = 0.25 — positives × 0.75, negatives × 0.25: the reverse of the paper (${linkTo(6)})`,
    );
  });

  it('says what γ is the exponent of', async () => {
    expect(await hoverOn(REVERSED, 'gamma')).toContain(
      `**γ** = 2 — the exponent of 1 − pₜ, as in the paper (${linkTo(7)})`,
    );
    expect(await hoverOn(REVERSED.replace('(1 - p_t)', 'p_t'), 'gamma')).toContain('p_t^γ');
  });

  it('draws the curves that the run agrees with, and no others', async () => {
    expect(await hoverOn(REVERSED, 'gamma')).toContain('<img');
    expect(await hoverOn(REVERSED, 'alpha')).toContain('positives × 0.75, negatives × 0.25, against p_t');
    expect(await hoverOn(REVERSED.replace('(1 - p_t)', 'p_t'), 'gamma')).not.toContain('<img');
    expect(await hoverOn(REVERSED.replace('(1 - p_t)', 'p_t'), 'alpha')).not.toContain('<img');
  });

  it('says on the name what the loss computes and what is wrong with it', async () => {
    const { loss } = await judged(REVERSED);
    const text = explainLoss(loss, messages);
    expect(text).toContain('**focal_loss** — focal loss on logits · α on the negatives · mean over all');
    expect(text).toContain(`- $(warning) α reaches the negatives (${linkTo(6)})`);
    expect(text).toContain('command:focalLoss.plotThisLoss?');
  });

  it('says a fault of γ once', async () => {
    const { loss } = await judged(REVERSED.replace('(1 - p_t)', 'p_t'));
    const text = explainLoss(loss, messages);
    expect(text.match(/p_t\^γ/g)).toHaveLength(1);
    expect(text).toContain('`alpha=0.25`');
  });

  it('lists what is wrong with a loss that raises, with links to the lines, on its name and on a value', async () => {
    const code = REVERSED.replace('torch.exp(-ce)', 'exp(-ce)');
    const fault = `- $(warning) exp is not defined (${linkTo(5)})`;
    expect(explainLoss((await judged(code)).loss, messages)).toContain(`**focal_loss**\n\n${fault}`);
    expect(await hoverOn(code, 'alpha')).toContain(`**α**\n\n${fault}`);
  });

  it('says of an objective that it is one, and offers no plot', async () => {
    const code = `import numpy as np
def focal_objective(preds, data, gamma=2.0):
    y = data.get_label()
    p = 1 / (1 + np.exp(-preds))
    p_t = np.where(y == 1, p, 1 - p)
    sign = np.where(y == 1, 1, -1)
    grad = sign * (1 - p_t) ** gamma * (gamma * p_t * np.log(p_t) + p_t - 1)
    return grad, p * (1 - p)
`;
    const text = explainLoss((await judged(code)).loss, messages);
    expect(text).toMatch(/^\*\*focal_objective\*\* — objective of a booster · focal loss on logits/);
    expect(text).not.toContain('plotThisLoss');
  });

  it('says of a value that something unknown touches that it is not understood, and only then what its name means', async () => {
    const code = `from .squashing import *\n${REVERSED.replace('torch.exp(-ce)', 'squash(ce)')}`;
    const text = await hoverOn(code, 'gamma');
    expect(text).toMatch(/^\*Not understood: line 6: squash is not in this file\.\* .+ By its names alone/);
    expect(text).toContain('100 times smaller than cross-entropy');
    expect(text).not.toMatch(/×|plotThisLoss/);
  });
});
