/** The arguments of the command line are invalid; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
