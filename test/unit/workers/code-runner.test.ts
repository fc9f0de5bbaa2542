import { describe, expect, it } from 'vitest';
import type { Answer, Refusal } from '../../../src/protocol/requests';
import { CodeRunner } from '../../../src/workers/code-runner';
import { CodeService } from '../../../src/workers/code-service';
import type { Workers } from '../../../src/workers/start-worker';
import { GRAMMAR_LOADER } from '../code/parse';

const LOSS = `import torch

def focal_loss(p, t, alpha=0.25, gamma=2.0):
    p_t = torch.where(t == 1, p, 1 - p)
    return (-alpha * (1 - p_t) ** gamma * torch.log(p_t)).mean()
`;

function sourceWith(gamma: number) {
  return { text: LOSS.replace('2.0', gamma.toFixed(1)), grammar: 'python' as const, imports: [] };
}

/** A runner whose worker is this thread, and the messages that the worker was sent and that it sent. */
function runnerHere() {
  const asked: string[] = [];
  const answered: (Answer | Refusal)['type'][] = [];
  const workers: Workers = {
    openFiles: false,
    async start({ message }) {
      const service = new CodeService((sent) => {
        answered.push(sent.type);
        message(sent);
      });
      return {
        post: (sent) => {
          const { type, question = type } = sent as { type: string; question?: string };
          asked.push(question);
          service.receive(sent);
        },
        end: () => undefined,
      };
    },
  };
  return { runner: new CodeRunner(workers, GRAMMAR_LOADER), asked, answered };
}

const MANY = Array.from({ length: 12 }, (_, at) => LOSS.replace('focal_loss', `focal_loss_${at}`)).join('\n');
const OF_MANY = { text: MANY, grammar: 'python' as const, imports: [] };
const LAST = { offset: MANY.indexOf('focal_loss_11'), names: [] };

describe('the question about the losses at a place', () => {
  it('is answered before that about the whole text, which was asked earlier', async () => {
    const { runner } = runnerHere();
    const kept = new AbortController().signal;
    const whole = runner.judge(OF_MANY, kept);
    const order: string[] = [];
    await Promise.all([
      whole.then(() => order.push('whole')),
      runner.judgeAt(OF_MANY, LAST, kept).then(() => order.push('place')),
    ]);
    expect(order).toEqual(['place', 'whole']);
    const { losses } = await runner.judgeAt(OF_MANY, LAST, kept);
    expect(losses).toEqual((await whole).losses.slice(-1));
  });

  it('is given up', async () => {
    const { runner, answered } = runnerHere();
    const stop = new AbortController();
    const refused = expect(runner.judgeAt(OF_MANY, LAST, stop.signal)).rejects.toBe('moved');
    await new Promise((resolve) => setTimeout(resolve, 0));
    stop.abort('moved');
    await refused;
    await runner.judge(sourceWith(2), new AbortController().signal);
    expect(answered.filter((type) => type === 'refusal')).toEqual([]);
  });
});

it('plots the loss at its place, behind another of the same name of which nothing is known', async () => {
  const { runner } = runnerHere();
  const text = `${LOSS}first = focal_loss(p, t, alpha=table['x'])\nsecond = focal_loss(p, t, alpha=0.5)\n`;
  const source = { text, grammar: 'python' as const, imports: [] };
  const { losses } = await runner.judge(source, new AbortController().signal);
  const last = losses.at(-1);
  expect(last?.verdict).toMatchObject({ kind: 'call', line: 7 });
  const { name = '' } = last?.verdict ?? {};
  const curves = await runner.plot({ source, name, place: last?.place ?? 0, settings: {} });
  expect(curves?.settings).toMatchObject({ alpha: 0.5 });
});

it('plots the loss among the statements of a network that is not understood', async () => {
  const { runner } = runnerHere();
  const network = (name: string, gamma: number) => `
class Focal${name}(nn.Module):
    def forward(self, x, targets, gamma=${gamma}):
        logits = build_head()(x)
        ce = F.cross_entropy(logits, targets, reduction='none')
        p_t = torch.exp(-ce)
        loss = ((1 - p_t) ** gamma * ce).mean()
        return loss
`;
  const head =
    'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nfrom .heads import build_head\n';
  const source = {
    text: `${head}${network('Net', 2)}${network('Model', 3)}`,
    grammar: 'python' as const,
    imports: [],
  };
  const { losses } = await runner.judge(source, new AbortController().signal);
  const inline = losses.filter(({ verdict }) => verdict.kind === 'inline');
  expect(inline.map(({ place }) => place)).toEqual([0, 1]);
  for (const { verdict, place } of inline) {
    const curves = await runner.plot({ source, name: verdict.name, place, settings: {} });
    expect(curves?.line).toBe(verdict.line);
  }
});

describe('the question about a text that was edited', () => {
  it('is not asked any more where its turn has not come', async () => {
    const { runner, asked } = runnerHere();
    const stop = new AbortController();
    const kept = new AbortController().signal;
    const [first, second, third] = [
      runner.judge(sourceWith(2), kept),
      runner.judge(sourceWith(3), stop.signal),
      runner.judge(sourceWith(4), kept),
    ];
    const refused = expect(second).rejects.toBe('edited');
    stop.abort('edited');
    await refused;
    expect((await first).losses[0]?.verdict.parameters.gamma?.default).toBe(2);
    expect((await third).losses[0]?.verdict.parameters.gamma?.default).toBe(4);
    expect(asked.filter((question) => question === 'judge')).toHaveLength(2);
  });

  it('is given up between two losses, and the next one is answered', async () => {
    const { runner, asked, answered } = runnerHere();
    const kept = new AbortController().signal;
    await runner.judge(sourceWith(2), kept);
    const stop = new AbortController();
    const given = runner.judge(OF_MANY, stop.signal);
    const refused = expect(given).rejects.toBe('edited');
    // The worker is among the losses once another message gets through to this thread.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    stop.abort('edited');
    await refused;
    const { losses } = await runner.judge(sourceWith(5), kept);
    expect(losses[0]?.verdict.parameters.gamma?.default).toBe(5);
    expect(asked.filter((question) => question !== 'loadGrammar')).toEqual([
      'judge',
      'judge',
      'withdraw',
      'judge',
    ]);
    expect(answered.filter((type) => type === 'refusal')).toEqual([]);
  });
});
