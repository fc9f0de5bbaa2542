import type { Messages } from '../messages/messages';
import { merge } from '../services/merge';
import { documents } from './host';
import { assertWritable, type Outcome, type OutputOptions, outcomeOf } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/** `focal-loss merge`: makes one report from those of shards. */
export async function runMerge(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals } = parseWords(words, {
    json: { type: 'boolean', default: false },
    html: { type: 'string' },
    markdown: { type: 'string' },
  });
  if (positionals.length === 0) {
    throw new UsageError((says) => says.mergeNeedsReports);
  }
  const output: OutputOptions = {
    json: values.json,
    ...(values.html === undefined ? {} : { html: values.html }),
    ...(values.markdown === undefined ? {} : { markdown: values.markdown }),
  };
  await assertWritable(output);
  return outcomeOf(await merge.run(documents, { reports: positionals }), output, messages);
}
