import { expect, it } from 'vitest';
import { checkTensors } from '../../../../src/check/check';
import type { Report } from '../../../../src/check/report/report';
import { npy } from '../../kernel/tensors';
import { randomNumbers } from '../tensors';

/** So many draws of data of that size: a thousand in all. */
const SIZES: readonly (readonly [classes: number, examples: number, draws: number])[] = [
  [2, 32, 120],
  [2, 300, 120],
  [2, 3_000, 60],
  [2, 30_000, 20],
  [2, 100_000, 10],
  [3, 32, 120],
  [3, 300, 120],
  [3, 3_000, 46],
  [3, 100_000, 4],
  [20, 32, 120],
  [20, 300, 100],
  [20, 3_000, 30],
  [1_000, 32, 100],
  [1_000, 300, 30],
];

/** Weak, usual and sure models, with classes as frequent as each other or not. */
const SPREADS = [0.2, 0.7, 2, 5];
const IMBALANCES = [0, 1, 3];

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The logits of a sigmoid, and targets drawn with their probabilities; every other time the probabilities are given. */
function drawnBinary(examples: number, draw: number, random: () => number): Promise<Report> {
  const spread = SPREADS[draw % SPREADS.length] ?? 1;
  const shift = IMBALANCES[draw % IMBALANCES.length] ?? 0;
  const logits = Float64Array.from({ length: examples }, () => spread * normal(random) - shift);
  const probabilities = logits.map((x) => 1 / (1 + Math.exp(-x)));
  const targets = Uint8Array.from(probabilities, (p) => (random() < p ? 1 : 0));
  const areProbabilities = Math.floor(draw / 12) % 2 === 1;
  return checked(
    areProbabilities ? 'y_prob' : 'logits',
    areProbabilities ? probabilities : logits,
    [examples],
    targets,
  );
}

/** The logits of a softmax, and targets drawn with its probabilities; every other time the probabilities are given. */
function drawnClasses(
  classes: number,
  examples: number,
  draw: number,
  random: () => number,
): Promise<Report> {
  const spread = SPREADS[draw % SPREADS.length] ?? 1;
  const imbalance = IMBALANCES[draw % IMBALANCES.length] ?? 0;
  const bias = Float64Array.from({ length: classes }, (_, index) => (-imbalance * index) / classes);
  const values = new Float64Array(examples * classes);
  const targets = new Uint16Array(examples);
  const areProbabilities = Math.floor(draw / 12) % 2 === 1;
  for (let row = 0; row < examples; row++) {
    const logits = bias.map((one) => one + spread * normal(random));
    const exponentials = logits.map((x) => Math.exp(x));
    const sum = exponentials.reduce((total, one) => total + one, 0);
    let left = random() * sum;
    targets[row] = Math.max(
      0,
      exponentials.findIndex((one) => {
        left -= one;
        return left <= 0;
      }),
    );
    values.set(areProbabilities ? exponentials.map((one) => one / sum) : logits, row * classes);
  }
  return checked(areProbabilities ? 'y_prob' : 'logits', values, [examples, classes], targets);
}

async function checked(
  name: string,
  values: Float64Array,
  shape: readonly number[],
  targets: Uint8Array | Uint16Array,
): Promise<Report> {
  return checkTensors({
    files: [
      await npy(name, '<f4', shape, Float32Array.from(values).buffer),
      await npy('y_true', targets instanceof Uint8Array ? '|u1' : '<u2', [targets.length], targets.buffer),
    ],
  });
}

it('raises at most one false alarm in a hundred draws of models that are right', {
  timeout: 300_000,
}, async () => {
  const random = randomNumbers(2026);
  const said = new Map<string, number>();
  const rows: string[] = [];
  let [draws, alarms] = [0, 0];
  for (const [classes, examples, count] of SIZES) {
    let ofSize = 0;
    for (let draw = 0; draw < count; draw++) {
      const { findings } =
        classes === 2
          ? await drawnBinary(examples, draw, random)
          : await drawnClasses(classes, examples, draw, random);
      const loud = findings.filter(({ severity }) => severity !== 'information');
      ofSize += loud.length > 0 ? 1 : 0;
      for (const { id } of findings) {
        said.set(id, (said.get(id) ?? 0) + 1);
      }
      for (const { id, severity } of loud) {
        rows.push(`  ${severity} ${id}: ${classes} classes, ${examples} examples, draw ${draw}`);
      }
    }
    draws += count;
    alarms += ofSize;
    rows.push(
      `${classes} classes, ${examples} examples: ${ofSize} of ${count} draws with a warning or an error`,
    );
  }
  console.log([...rows, `${alarms} of ${draws}`, JSON.stringify(Object.fromEntries(said))].join('\n'));
  expect(draws).toBe(1_000);
  expect(alarms / draws).toBeLessThanOrEqual(0.01);
});
