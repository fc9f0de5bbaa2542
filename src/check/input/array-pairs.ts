import { assignRoles, isIdentifier, nearestByName, type Role, roleOf } from '../../tensor/roles';
import type { ArraySource } from './batches';

/** Logits and the targets that go with them by their names. */
export interface PairOf<One> {
  readonly logits: One;
  readonly targets: One;
}

/**
 * The pairs of a file that holds several: `logits_train` and `targets_train` beside `logits_test` and `targets_test`, each
 * nearest to the other by its name. Where no name says logits, arrays without a role stand in their place: `x_train`, `x_test`.
 * @returns none unless there are two pairs or more
 */
export function pairsOf(arrays: readonly ArraySource[]): PairOf<ArraySource>[] {
  const targets = bestOf(arrays, 'targets');
  const named = bestOf(arrays, 'logits');
  const nameless = arrays.filter(({ array: { name } }) => roleOf(name) === undefined && !isIdentifier(name));
  const logits = named.length > 0 ? named : nameless;
  const pairs = logits.flatMap((one) => {
    const other = nearestOf(one, targets);
    return other !== undefined && nearestOf(other, logits) === one ? [{ logits: one, targets: other }] : [];
  });
  return pairs.length > 1 ? pairs : [];
}

/** The arrays whose names fit a role equally well. */
function bestOf(arrays: readonly ArraySource[], role: Role): ArraySource[] {
  const { assigned, ambiguous } = assignRoles(arrays.map(({ array }) => array));
  return arrays.filter(({ array }) => assigned[role] === array || ambiguous[role]?.includes(array));
}

function nearestOf({ array }: ArraySource, sources: readonly ArraySource[]): ArraySource | undefined {
  const nearest = nearestByName(
    array.name,
    sources.map((source) => source.array),
  );
  return sources.find((source) => source.array === nearest);
}
