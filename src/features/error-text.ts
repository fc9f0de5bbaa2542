import { ParameterError } from '../check/input/parameters';
import { TensorFileError } from '../tensor/tensor-file';
import { messages } from './messages';

/** What went wrong, in the display language where the error has facts. */
export function errorText(error: unknown): string {
  if (error instanceof TensorFileError || error instanceof ParameterError) {
    return error.text(messages().errors);
  }
  return error instanceof Error ? error.message : String(error);
}
