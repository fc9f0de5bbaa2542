import { formatInspection, inspectFile } from '../tensor/inspect';
import { openNodeFile } from '../tensor/node-file';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/** `focal-loss inspect`: what files hold, without reading their data. One file prints an object, several a list. */
export async function runInspect(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  if (positionals.length === 0) throw new UsageError('inspect needs a file: focal-loss inspect FILE…');
  const documents = [];
  for (const path of positionals) documents.push(await inspectFile(await openNodeFile(path)));
  const output = values.json
    ? JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)
    : documents.map(formatInspection).join('\n');
  return { output: `${output}\n`, exitCode: 0 };
}
