import { AmbiguousArraysError, MissingArraysError } from '../../check/input/select-arrays';
import type { CheckFailure } from '../../protocol/report';
import { errorText, messages } from '../messages';
import { MOST_CANDIDATES } from './run-check';

/** Arrays that a sentence names. */
const NAMED = 4;

/** Says why there is no report. Of very many arrays it names a few. */
export function failureText(error: unknown): string {
  const isOfArrays = error instanceof AmbiguousArraysError || error instanceof MissingArraysError;
  if (isOfArrays && error.role === 'logits' && error.candidates.length > MOST_CANDIDATES) {
    const { file, candidates } = error;
    const names = candidates.slice(0, NAMED).map(({ array }) => array.name);
    return messages().features.noneLooksLikeLogits(file, candidates.length, names);
  }
  return errorText(error);
}

/** What the user can do about it. */
export function remediesFor(error: unknown): CheckFailure['remedies'] {
  if (error instanceof AmbiguousArraysError) {
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
