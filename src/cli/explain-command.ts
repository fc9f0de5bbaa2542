import { fingerprintsOf } from '../check/explain/fingerprints';
import { readPrinted } from '../check/explain/printed-value';
import type { Messages } from '../messages/messages';
import { ProblemError } from '../messages/problem-error';
import { said } from '../messages/sentence';
import { jsonOrText, type Outcome } from './output';
import { UsageError } from './usage-error';

/** `focal-loss explain`: what a loss value tells without the data. Exit code 1 where it tells nothing. */
export async function runExplain(words: readonly string[], messages: Messages): Promise<Outcome> {
  // A value may begin with a minus sign, as an option does.
  const json = words.includes('--json');
  const [text, ...more] = words.filter((word) => word !== '--json');
  if (text === undefined || more.length > 0) {
    throw new UsageError((says) => says.explainNeedsValue);
  }
  const printed = readPrinted(text);
  if (printed === null) {
    throw new ProblemError({ id: 'no-printed-number', facts: { text } });
  }
  const { explainAlone: says, fingerprints: sentences } = messages;
  const found = fingerprintsOf(printed).map((fingerprint) => ({
    ...fingerprint,
    title: said(sentences[fingerprint.id], fingerprint),
  }));
  const document = {
    ...{ schema: 'focal-loss-explanation', version: 1 },
    ...{ text, value: printed.value, fingerprints: found },
  };
  const lines =
    found.length === 0
      ? [says.none({ text })]
      : found.map(({ value, title }) => says.found({ value, sentence: title }));
  return {
    output: jsonOrText(json, document, () => [...lines, says.give({ text }), ''].join('\n')),
    exitCode: found.length === 0 ? 1 : 0,
  };
}
