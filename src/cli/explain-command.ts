import { type FingerprintContext, fingerprintsOf } from '../check/explain/fingerprints';
import { readPrinted } from '../check/explain/printed-value';
import type { Messages } from '../messages/messages';
import { ProblemError } from '../messages/problem-error';
import { said } from '../messages/sentence';
import { given } from './check-options';
import { alphaOfSides, numberInRange } from './number-in-range';
import { jsonOrText, type Outcome } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  alpha: { type: 'string' },
  gamma: { type: 'string' },
} as const;

/** `focal-loss explain`: what a loss value tells without the data. Exit code 1 where it tells nothing. */
export async function runExplain(words: readonly string[], messages: Messages): Promise<Outcome> {
  // A value may begin with a minus sign, as an option does.
  const value = words.find((word) => /^[-−]\.?\d/.test(word));
  const { values, positionals } = parseWords(
    words.filter((word) => word !== value),
    OPTIONS,
  );
  const { json } = values;
  const [text, ...more] = value === undefined ? positionals : [value, ...positionals];
  if (text === undefined || more.length > 0) {
    throw new UsageError((says) => says.explainNeedsValue);
  }
  const printed = readPrinted(text);
  if (printed === null) {
    throw new ProblemError({ id: 'no-printed-number', facts: { text } });
  }
  const { explainAlone: says, fingerprints: sentences } = messages;
  const found = fingerprintsOf(printed, contextOf(values)).map((fingerprint) => ({
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

/** @throws UsageError on an α that is not between 0 and 1, and on a negative γ */
function contextOf({
  alpha,
  gamma,
}: {
  readonly alpha?: string;
  readonly gamma?: string;
}): FingerprintContext {
  return {
    ...given('alpha', alpha === undefined ? undefined : (alphaOfSides(alpha) ?? undefined)),
    ...given('gamma', gamma === undefined ? undefined : numberInRange('gamma', gamma, '[0, ∞)')),
  };
}
