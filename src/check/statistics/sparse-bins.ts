import * as v from 'valibot';
import { count } from '../report/primitives';
import { type About, type Mergeable, mergeable } from './mergeable';

/** Number of the bin, amount, and two sums over its elements. */
export type SparseBin = [number, number, number, number];

/** The filled bins of a histogram, in ascending order. */
export function sparseBins(amount: v.GenericSchema<number>, about: About): Mergeable<SparseBin[]> {
  const schema = v.array(v.tuple([count, amount, v.number(), v.number()]));
  return mergeable(schema, 'sumByKey', about, mergeSparse);
}

/** Two ascending lists become one. A map of the bins would take several times as long. */
function mergeSparse(one: readonly SparseBin[], later: readonly SparseBin[]): SparseBin[] {
  const merged: SparseBin[] = [];
  let at = 0;
  for (const bin of one) {
    let its = later[at];
    while (its !== undefined && its[0] < bin[0]) {
      merged.push(its);
      its = later[++at];
    }
    if (its !== undefined && its[0] === bin[0]) {
      merged.push([bin[0], bin[1] + its[1], bin[2] + its[2], bin[3] + its[3]]);
      at++;
    } else {
      merged.push(bin);
    }
  }
  for (; at < later.length; at++) {
    const rest = later[at];
    if (rest !== undefined) {
      merged.push(rest);
    }
  }
  return merged;
}
