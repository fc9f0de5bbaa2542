import { errorText } from '../format/error-text';
import { errors as english } from './en/errors';
import type { Messages } from './messages';
import { type Problem, problemText } from './problem';

/** An error that a person can mend. Its message is English; `text` says the same in any language. */
export class ProblemError extends Error {
  /** @param message in English; default the sentence of the problem */
  constructor(
    readonly found: Problem,
    message = problemText(english, found),
  ) {
    super(message);
  }

  /** The message in a language. */
  text(errors: Messages['errors']): string {
    return problemText(errors, this.found);
  }
}

/** Says what went wrong, in a language where the error has facts. */
export function errorTextIn(error: unknown, { errors }: Messages): string {
  return error instanceof ProblemError ? error.text(errors) : errorText(error);
}
