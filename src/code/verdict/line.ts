import type { OtherPlace, Place } from '../run/language/program';
import type { Raised } from '../run/language/raised';
import type { LossException } from './document';

/** The line of a place, and the place in another file to which it led. */
export function lineOf({ line, file, elsewhere }: Place): {
  readonly line: number;
  readonly elsewhere?: OtherPlace;
} {
  if (file !== undefined) {
    return { line: 0, elsewhere: { file, line } };
  }
  return elsewhere ? { line, elsewhere } : { line };
}

/** An exception as the verdict has it. */
export function exceptionRaised({ className, message, place }: Raised): LossException {
  return { className, message, ...lineOf(place) };
}
