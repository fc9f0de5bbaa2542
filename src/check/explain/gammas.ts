/** A value of γ and how unusual it is. */
export interface TriedGamma {
  readonly gamma: number;
  readonly cost: number;
}

const COSTS: readonly (readonly [number, number])[] = [
  [2, 0.5],
  [0, 0.3],
  [1, 0.9],
  [1.5, 0.9],
  [3, 1],
  [5, 1],
  [0.5, 1.2],
];

/** The values of γ that are tried, the given one first. */
export function triedGammas(given: number): TriedGamma[] {
  const others = COSTS.filter(([gamma]) => gamma !== given).map(([gamma, cost]) => ({ gamma, cost }));
  return [{ gamma: given, cost: 0 }, ...others];
}
