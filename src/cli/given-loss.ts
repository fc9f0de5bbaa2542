import { readPrinted } from '../check/explain/printed-value';
import type { ExplainInput } from '../services/explain';
import { isFile } from './resolve-files';

/** The argument of `--loss`: a number, or a file of losses. */
export type GivenLoss = Exclude<ExplainInput['given'], { readonly input: 'loss' }>;

/** Reads `--loss`: a number as it was printed, else a file, else a file and the name of an array behind its last colon. */
export async function givenLossOf(text: string): Promise<GivenLoss> {
  if (readPrinted(text) !== null) {
    return { text };
  }
  if (await isFile(text)) {
    return { file: text };
  }
  const colon = text.lastIndexOf(':');
  const file = text.slice(0, Math.max(0, colon));
  return (await isFile(file)) ? { file, array: text.slice(colon + 1) } : { text };
}
