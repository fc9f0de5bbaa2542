import { ProblemError } from '../../messages/problem-error';

/** α or γ is out of range, or does not fit the classes. */
export class ParameterError extends ProblemError {
  override readonly name = 'ParameterError';
}
