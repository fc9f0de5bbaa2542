import { en } from '../messages/en';
import type { Messages } from '../messages/messages';

type Says = Messages['commandLine'];

/** The arguments of the command line are invalid; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param problem says what is wrong, in the language of the given sentences */
  constructor(readonly problem: (says: Says) => string) {
    super(problem(en.commandLine));
  }
}
