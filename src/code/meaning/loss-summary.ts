import type { Messages } from '../../messages/messages';
import type { DiagnosedLoss } from '../rules/diagnose';
import { type Diagnostic, shortText } from '../rules/diagnostic';
import type { TextRange } from '../rules/rule';
import type { Computes, Verdict } from '../verdict/document';
import { notUnderstoodText } from '../verdict/words';

/** A loss in one line. */
export interface LossSummary {
  readonly kind: 'understood' | 'faulty' | 'notUnderstood';
  readonly text: string;
  /** Says more, in sentences. */
  readonly detail: string;
  /** Where the fault is that it names first, or where the run ended: a place, or its line; null where neither is known. */
  readonly at: TextRange | number | null;
}

/** A fault in words, with its line, from 1; null where it is not known. */
export interface FaultInWords {
  readonly text: string;
  readonly line: number | null;
}

/** Names a line of the code, counted from 1. */
export type NameOfLine = (line: number) => string;

/** Most faults that one line names. */
const MOST_FAULTS = 2;

/** Returns the line above a loss: it says what is wrong, what the loss computes, or where the run ended. */
export function summaryOf(loss: DiagnosedLoss, messages: Messages): LossSummary {
  const { codeLosses } = messages;
  const { kind, computes, exception, notUnderstood } = loss.verdict;
  if (notUnderstood) {
    const reason = notUnderstoodText(messages, notUnderstood);
    return {
      kind: 'notUnderstood',
      text: codeLosses.notUnderstood(notUnderstood.line),
      detail: codeLosses.whyNotUnderstood(reason),
      at: notUnderstood.line,
    };
  }
  const isObjective = kind === 'objective';
  const formula = computes ? computesText(computes, messages) : '';
  const what = isObjective ? codeLosses.objective(formula) : formula;
  const diagnostics = firstOfEach(loss.diagnostics);
  const faults = diagnostics.map((fault) => shortText(fault, messages));
  if (faults.length === 0 && exception === null) {
    return { kind: 'understood', text: what, detail: codeLosses.checked[checkOf(loss.verdict)], at: null };
  }
  const named = faults.length === 0 && exception ? [codeLosses.raises(exception)] : faults;
  return {
    kind: 'faulty',
    text: codeLosses.line(named.slice(0, MOST_FAULTS)),
    detail: [what, ...faultsInWords(loss, messages).map(({ text }) => text)]
      .filter((text) => text !== '')
      .join('\n\n'),
    at: diagnostics[0]?.range ?? (exception?.line || null),
  };
}

/** The kind of checks that found nothing wrong. */
function checkOf({ kind, layouts }: Verdict): keyof Messages['codeLosses']['checked'] {
  return kind === 'objective'
    ? kind
    : layouts.some(({ layout }) => layout === 'trueClass')
      ? 'trueClass'
      : 'loss';
}

/**
 * Returns the faults of a loss in words, the worst first, with their lines.
 *
 * @param nameOfLine names a line, such as by a link
 */
export function faultsInWords(
  { diagnostics, verdict }: DiagnosedLoss,
  messages: Messages,
  nameOfLine: NameOfLine = messages.codeLosses.atLine,
): FaultInWords[] {
  const { codeLosses } = messages;
  const faults = firstOfEach(diagnostics);
  if (faults.length === 0 && verdict.exception) {
    const { exception } = verdict;
    const fault = codeLosses.raises(exception);
    const { elsewhere, line } = exception;
    const where = elsewhere ? messages.evaluator.inFile({ ...elsewhere, reason: fault }) : fault;
    return line
      ? [{ text: codeLosses.faultAt({ fault: where, place: nameOfLine(line) }), line }]
      : [{ text: where, line: null }];
  }
  return faults.map((fault) => {
    const { line } = fault;
    return {
      text: codeLosses.faultAt({ fault: shortText(fault, messages), place: nameOfLine(line) }),
      line,
    };
  });
}

/** The errors and warnings, one of each rule. */
function firstOfEach(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const faults = diagnostics.filter(({ severity }) => severity !== 'information');
  return faults.filter(({ rule }, at) => faults.findIndex((fault) => fault.rule === rule) === at);
}

/** States what a loss computes: its formula and input, the role of α, the reduction. */
export function computesText(computes: Computes, { codeLosses }: Messages): string {
  const { input, link, alphaRole, reduction } = computes;
  const loss = codeLosses.names[formOf(computes)];
  return codeLosses.line([
    codeLosses.takes({ loss, input, isSoftmax: link === 'softmax' }),
    ...(alphaRole ? [codeLosses.alphaRoles[alphaRole]] : []),
    ...(reduction ? [codeLosses.reductions[reduction]] : []),
  ]);
}

/** γ as the exponent of 1 − p_t makes a focal loss, whatever is clamped, smoothed or weighted beside it. */
function formOf({ variant, gammaIsExponentOf }: Computes): keyof Messages['codeLosses']['names'] {
  switch (variant) {
    case 'focalStar':
    case 'crossEntropy':
    case 'alphaBalancedCrossEntropy':
      return variant;
    default:
      return gammaIsExponentOf === '1-p_t' || variant !== null ? 'focal' : 'other';
  }
}
