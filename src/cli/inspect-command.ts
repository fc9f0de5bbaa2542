import { fitted } from '../check/render/text';
import type { Messages } from '../messages/messages';
import { inspect } from '../services/inspect';
import { formatInspection } from '../tensor/inspect';
import { withTensorHost } from './host';
import { type Outcome, outputStyle } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/**
 * `focal-loss inspect`: lists the arrays of files without reading their data. As JSON, one file gives an object and
 * several give a list, without the files that cannot be read.
 */
export async function runInspect(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  if (positionals.length === 0) {
    throw new UsageError((says) => says.inspectNeedsFile);
  }
  const { documents, failures } = await withTensorHost(messages, (host) =>
    inspect.run(host, { files: positionals }),
  );
  const output = values.json
    ? JSON.stringify(positionals.length === 1 ? documents[0] : documents, null, 2)
    : fitted(documents.map((document) => formatInspection(document, messages)).join('\n'), outputStyle());
  return {
    output: documents.length === 0 ? '' : `${output}\n`,
    errors: failures.map((failure) => `focal-loss: ${failure.text(messages.errors)}`),
    exitCode: failures.length === 0 ? 0 : 2,
  };
}
