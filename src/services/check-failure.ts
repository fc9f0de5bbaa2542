import { AmbiguousArraysError, MissingArraysError, MOST_CANDIDATES } from '../check/input/select-arrays';
import type { Messages } from '../messages/messages';
import type { CheckFailure } from '../protocol/report';
import { TensorFileError } from '../tensor/tensor-file';

/** Arrays that a sentence names. */
const NAMED = 4;

/** Says that none of very many arrays looks like logits, and names a few of them; null for any other error. */
export function noLogitsText(error: unknown, { features }: Messages): string | null {
  const isOfArrays = error instanceof AmbiguousArraysError || error instanceof MissingArraysError;
  if (!isOfArrays || error.role !== 'logits' || error.candidates.length <= MOST_CANDIDATES) {
    return null;
  }
  const { file, candidates } = error;
  const names = candidates.slice(0, NAMED).map(({ array }) => array.name);
  return features.noneLooksLikeLogits(file, candidates.length, names);
}

/** Returns the ways in which the user can mend the failure. */
export function remediesFor(error: unknown): CheckFailure['remedies'] {
  if (error instanceof AmbiguousArraysError || isMisfit(error)) {
    return ['chooseArrays', 'openInViewer', 'retry'];
  }
  if (error instanceof MissingArraysError) {
    const other = error.role === 'targets' ? 'chooseTargets' : 'chooseLogits';
    return [
      other,
      ...(error.candidates.length > 1 ? (['chooseArrays'] as const) : []),
      'openInViewer',
      'retry',
    ];
  }
  return ['retry', 'openInViewer'];
}

/** True for arrays that can be read and do not belong together, so that the user may have meant others. */
function isMisfit(error: unknown): boolean {
  return error instanceof TensorFileError && error.found.id === 'shapes-misfit';
}
