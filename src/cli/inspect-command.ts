import { formatInspection, type InspectDocument, inspectFile } from '../tensor/inspect';
import { openNodeFile } from '../tensor/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { ERASE, type TerminalLine } from './progress-line';
import { UsageError } from './usage-error';

/**
 * `focal-loss inspect`: what files hold, without reading their data. One file prints an object, several a list, from
 * which those are missing that cannot be read.
 */
export async function runInspect(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  if (positionals.length === 0) throw new UsageError('inspect needs a file: focal-loss inspect FILE…');
  const documents: InspectDocument[] = [];
  const errors: string[] = [];
  for (const path of positionals) {
    try {
      documents.push(await inspect(path, process.stderr.isTTY ? process.stderr : undefined));
    } catch (error) {
      if (!(error instanceof TensorFileError)) throw error;
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

/** JSON must be looked through to its end, which can take seconds: the terminal, if there is one, shows how far it is. */
async function inspect(path: string, terminal: TerminalLine | undefined): Promise<InspectDocument> {
  let percent = 0;
  const progress = (bytes: number, totalBytes: number) => {
    const now = Math.floor((100 * bytes) / totalBytes);
    // A full line would wrap, and only its last row would be erased.
    if (now > percent) terminal?.write(`${ERASE}${`${now} % of ${path}`.slice(0, terminal.columns - 1)}`);
    percent = now;
  };
  try {
    return await inspectFile(await openNodeFile(path), { progress });
  } finally {
    if (percent > 0) terminal?.write(ERASE);
  }
}
