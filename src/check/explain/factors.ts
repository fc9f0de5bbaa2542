import type { Candidate, Factor } from './candidate';

/** Only usual losses are tried with a factor: everything else has too many of them. */
const MOST_COST_OF_LOSS = 1;

/** Numbers by which a program multiplies or divides, and how unusual each is. */
const WHOLE: readonly (readonly [number, number])[] = [
  [2, 1.4],
  [4, 1.5],
  [3, 1.7],
  [8, 1.7],
  [5, 1.8],
  [6, 1.9],
  [16, 1.9],
  [32, 2],
  [64, 2],
];
const NUMBERS: readonly (readonly [number, number])[] = [
  ...WHOLE.flatMap(([number, cost]) => [[number, cost] as const, [1 / number, cost] as const]),
  [10, 1.6],
  [100, 1.6],
  [1000, 1.8],
  [0.1, 1.8],
  [0.01, 2],
];

/** Usual losses times a number that a program may multiply them by: a weight of the loss, the number of processes. */
export function withFactors(candidates: readonly Candidate[], classes: number | null): Candidate[] {
  const factors: { readonly factor: Factor; readonly cost: number }[] = [
    { factor: { id: 'sign', value: -1 }, cost: 1.3 },
    ...NUMBERS.map(([value, cost]) => ({ factor: { id: 'number' as const, value }, cost })),
    ...(classes === null || NUMBERS.some(([value]) => value === classes || value === 1 / classes)
      ? []
      : [
          { factor: { id: 'classes' as const, value: classes }, cost: 1.3 },
          { factor: { id: 'oneOverClasses' as const, value: 1 / classes }, cost: 1.3 },
        ]),
  ];
  return candidates
    .filter(({ cost }) => cost <= MOST_COST_OF_LOSS)
    .flatMap((candidate) =>
      factors.map(({ factor, cost }) => ({
        ...candidate,
        factor,
        value: candidate.value * factor.value,
        cost: candidate.cost + cost,
      })),
    );
}
