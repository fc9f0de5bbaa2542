import { formatInspection, type InspectDocument, inspectFile } from '../tensor/inspect';
import { openNodeFile } from '../tensor/reading/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { withOpeningLine } from './progress-line';
import { UsageError } from './usage-error';

/**
 * `focal-loss inspect`: what files hold, without reading their data. One file prints an object, several a list, from
 * which those are missing that cannot be read.
 */
export async function runInspect(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  if (positionals.length === 0) {
    throw new UsageError('inspect needs a file: focal-loss inspect FILE…');
  }
  const documents: InspectDocument[] = [];
  const errors: string[] = [];
  const terminal = process.stderr.isTTY ? process.stderr : undefined;
  for (const path of positionals) {
    try {
      const file = await openNodeFile(path);
      documents.push(await withOpeningLine(terminal, path, (progress) => inspectFile(file, { progress })));
    } catch (error) {
      if (!(error instanceof TensorFileError)) {
        throw error;
      }
      errors.push(error.message);
    }
  }
  const output = values.json
    ? JSON.stringify(positionals.length === 1 ? documents[0] : documents, null, 2)
    : documents.map(formatInspection).join('\n');
  return {
    output: documents.length === 0 ? '' : `${output}\n`,
    errors,
    exitCode: errors.length === 0 ? 0 : 2,
  };
}
