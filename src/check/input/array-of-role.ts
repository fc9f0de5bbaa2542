import type { Reason } from '../../messages/reason';
import { assignRoles, roleOf } from '../../tensor/roles';
import type { TensorFile } from '../../tensor/tensor-file';
import { englishReason, reasonRecord } from '../report/reason';
import type { UnusedArray } from '../report/report';
import type { ArraySource } from './batches';

/** The array with a role, and arrays whose names fit the role but that cannot be used. */
export interface ArrayOfRole {
  readonly source?: ArraySource;
  readonly unused: readonly UnusedArray[];
}

/**
 * Looks for the array with a role in the files, in their order.
 * @param isTaken true for arrays that already have another role
 * @param isOfPair true for names of arrays that may belong to the logits and targets
 */
export function arrayOfRole(
  files: readonly TensorFile[],
  role: UnusedArray['role'],
  isTaken: (source: ArraySource) => boolean = () => false,
  isOfPair: (name: string) => boolean = () => true,
): ArrayOfRole {
  const unused: UnusedArray[] = [];
  for (const file of files) {
    const left = file.arrays.filter((array) => !isTaken({ file, array }) && isOfPair(array.name));
    const { assigned, ambiguous } = assignRoles(left);
    const array = assigned[role];
    if (array !== undefined) {
      return { source: { file, array }, unused: [] };
    }
    const arrays = (ambiguous[role] ?? []).map(({ name }) => name);
    unused.push(
      ...arrays.map((name) =>
        unusedArray(role, { file, array: { name } }, { id: 'arrays-ambiguous', facts: { arrays } }),
      ),
      ...file.refused
        .filter(({ name }) => roleOf(name) === role && isOfPair(name))
        .map(({ name, error }) =>
          unusedArray(
            role,
            { file, array: { name } },
            { id: 'array-unreadable', facts: { problem: error.found } },
          ),
        ),
    );
  }
  return { unused };
}

/** An array that its name makes part of the loss, and why it is not used. */
export function unusedArray(
  role: UnusedArray['role'],
  { file, array }: { readonly file: { readonly name: string }; readonly array: { readonly name: string } },
  reason: Reason,
): UnusedArray {
  return {
    role,
    file: file.name,
    array: array.name,
    reason: englishReason(reason),
    reasonFacts: reasonRecord(reason),
  };
}
