import { misleadingFindingIn, misleadingText, unmatchedTargetsIn } from '../check/answers/unmatched-targets';
import type { Style } from '../check/render/text';
import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { jsonOrText, type Outcome } from './output';

/** An answer as a document and as text. */
interface Answer {
  /** The report that it rests on; null where it rests on labels, counts or a loss alone. */
  readonly report: Report | null;
  readonly document: object;
  readonly text: (style: Style) => string;
  readonly json: boolean;
  readonly exitCode: 0 | 1;
}

/**
 * The outcome of a command that answers a question. Where the predictions and targets of the report do not belong together, or are
 * not what they were taken for, standard error says that the answer misleads. The JSON has a finding about wrong pairs as
 * `unmatchedTargets`, which is else null.
 */
export function answerOutcome(
  { report, document, text, json, exitCode }: Answer,
  messages: Messages,
): Outcome {
  const unmatchedTargets = report && unmatchedTargetsIn(report);
  const misleading = report && misleadingFindingIn(report);
  return {
    output: jsonOrText(json, { ...document, unmatchedTargets }, text),
    errors: misleading === null ? [] : [`focal-loss: ${misleadingText(misleading, messages)}`],
    exitCode,
  };
}
