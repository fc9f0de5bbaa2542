import type { ExpectedInput, GammaBase } from '../../loss/variants/variant';
import { sigmoid } from '../../numerics/stable';
import { isClose, type Measure } from './measure';
import { type Example, easyExample, examplesOf } from './probes';

/** The meaning of its input to a loss, and the base that it raises to the power of γ. */
export interface GammaReading {
  readonly input: ExpectedInput | null;
  readonly base: GammaBase | null;
}

const NOTHING: GammaReading = { input: null, base: null };

/** A way in which a loss may make a probability of its input. `twice`: it squashes what the caller squashed already. */
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
  // The class of the target as a decision of its own.
  { input: 'logits', probability: ({ input, target }) => sigmoid(input[target] ?? 0) },
];

/** The squashings that fit the width of the layout. */
function squashingsOf({ layout }: Measure): readonly Squashing[] {
  return layout.width === 1 ? OF_ONE : OF_CLASSES;
}

/**
 * Finds the base that γ is the exponent of: losses with two γ have the ratio base^(γ₂ − γ₁), whatever else they are
 * multiplied by. The input is between 0 and 1 in all probes, so that the base also tells logits from probabilities.
 */
export function readGamma(measure: Measure): GammaReading {
  if (!measure.plan.gamma) {
    return NOTHING;
  }
  const [low, high] = [1.5, 2.5];
  const measured = examplesOf(measure.layout).map((example) => ({
    example,
    one: measure.ofExample(example, { ...measure.usual, gamma: low }),
    two: measure.ofExample(example, { ...measure.usual, gamma: high }),
  }));
  if (measured.some(({ one, two }) => one === null || two === null)) {
    return NOTHING;
  }
  // A class that a loss leaves out has no loss at any γ.
  const seen = measured.filter(({ one }) => one !== 0);
  const examples = seen.map(({ example }) => example);
  const bases = seen.map(({ one, two }) => (two ?? 0) / (one ?? 1));
  if (new Set(examples.map(({ target }) => target)).size < 2) {
    return NOTHING;
  }
  if (bases.every((base) => isClose(base, high / low, 1e-6) || isClose(base, 1, 1e-9))) {
    return isPowerOfSure(measure, low, high) ? NOTHING : { input: null, base: 'none' };
  }
  for (const { input, probability } of squashingsOf(measure)) {
    const base = baseOf(examples, bases, probability, measure.layout.width);
    if (base) {
      return { input, base: base === 'p' ? null : base };
    }
  }
  return NOTHING;
}

/** True if γ changes the loss of a prediction that is right and rather sure, and maybe only that. */
function isPowerOfSure(measure: Measure, low: number, high: number): boolean {
  return (['logits', 'probabilities'] as const).some((input) => {
    const example = easyExample(measure.layout, input);
    const [one, two] = [low, high].map((gamma) => measure.ofExample(example, { ...measure.usual, gamma }));
    const ratio = one && two ? two / one : null;
    return ratio !== null && !isClose(ratio, high / low, 1e-6) && !isClose(ratio, 1, 1e-9);
  });
}

function baseOf(
  examples: readonly Example[],
  bases: readonly number[],
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

export function softmaxOf(row: readonly number[]): number[] {
  const largest = Math.max(...row);
  const exponentials = row.map((x) => Math.exp(x - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}
