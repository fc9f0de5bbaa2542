import type { ExpectedInput, GammaBase } from '../../loss/variants/variant';
import { sigmoid } from '../../numerics/stable';
import { isClose, type Measure } from './measure';
import { CLASSES, type Example, exampleOf } from './probes';

/** What the input of a loss is to it, and what it raises to the power of γ. */
export interface GammaReading {
  readonly input: ExpectedInput | null;
  readonly base: GammaBase | null;
}

const NOTHING: GammaReading = { input: null, base: null };

/** How a loss may make a probability of its input. `twice`: it squashes what the caller squashed already. */
interface Squashing {
  readonly input: ExpectedInput;
  readonly probability: (example: Example) => number;
}

const OF_ONE: readonly Squashing[] = [
  { input: 'logits', probability: ({ input }) => sigmoid(input[0] ?? 0) },
  { input: 'probabilities', probability: ({ input }) => input[0] ?? 0 },
  { input: 'logits', probability: ({ input }) => sigmoid(sigmoid(input[0] ?? 0)) },
];

const OF_CLASSES: readonly Squashing[] = [
  { input: 'logits', probability: ({ input, target }) => softmaxOf(input)[target] ?? 0 },
  { input: 'probabilities', probability: ({ input, target }) => input[target] ?? 0 },
  { input: 'logits', probability: ({ input, target }) => softmaxOf(softmaxOf(input))[target] ?? 0 },
];

/** The squashings that fit the width of the layout. */
function squashingsOf({ layout }: Measure): readonly Squashing[] {
  return layout.width === 1 ? OF_ONE : OF_CLASSES;
}

/**
 * What γ is the exponent of: losses with two γ have the ratio base^(γ₂ − γ₁), whatever else they are multiplied by. The
 * input is between 0 and 1 in all probes, so that the base also tells logits from probabilities.
 */
export function readGamma(measure: Measure): GammaReading {
  if (!measure.plan.gamma) {
    return NOTHING;
  }
  const examples = examplesOf(measure);
  const [low, high] = [1.5, 2.5];
  const bases = examples.map((example) => {
    const [one, two] = [
      measure.ofExample(example, { gamma: low }),
      measure.ofExample(example, { gamma: high }),
    ];
    return one === null || two === null || one === 0 ? null : two / one;
  });
  if (bases.some((base) => base === null)) {
    return NOTHING;
  }
  if (bases.every((base) => base !== null && (isClose(base, high / low, 1e-6) || isClose(base, 1, 1e-9)))) {
    return { input: null, base: 'none' };
  }
  for (const { input, probability } of squashingsOf(measure)) {
    const base = baseOf(examples, bases, probability, measure.layout.width);
    if (base) {
      return { input, base: base === 'p' ? null : base };
    }
  }
  return NOTHING;
}

function baseOf(
  examples: readonly Example[],
  bases: readonly (number | null)[],
  probability: (example: Example) => number,
  width: number,
): GammaBase | 'p' | null {
  const fits = (expected: (p: number, isPositive: boolean) => number): boolean =>
    examples.every((example, at) => {
      const isPositive = width > 1 || example.target === 1;
      return isClose(bases[at] ?? Number.NaN, expected(probability(example), isPositive), 5e-3);
    });
  if (fits((p, isPositive) => (isPositive ? 1 - p : p))) {
    return '1-p_t';
  }
  if (fits((p, isPositive) => (isPositive ? p : 1 - p))) {
    return 'p_t';
  }
  if (fits((p) => 1 - p)) {
    return '1-p';
  }
  return fits((p) => p) ? 'p' : null;
}

/** Two ordinary examples of each target or class. */
export function examplesOf({ layout }: Measure): Example[] {
  const targets = layout.width === 1 ? [1, 0] : Array.from({ length: CLASSES }, (_, at) => at);
  return targets.flatMap((target) => [
    exampleOf(layout.width, 0, target),
    exampleOf(layout.width, 1, target),
  ]);
}

export function softmaxOf(row: readonly number[]): number[] {
  const largest = Math.max(...row);
  const exponentials = row.map((x) => Math.exp(x - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}
