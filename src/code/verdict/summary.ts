import type { Messages } from '../../messages/messages';
import type { Computes, Verdict } from './document';
import { type Fault, faultsOf, faultText } from './faults';
import { notUnderstoodText } from './words';

/** A loss in one line. */
export interface LossSummary {
  readonly kind: 'understood' | 'faulty' | 'notUnderstood';
  readonly text: string;
  /** Says more, in sentences. */
  readonly detail: string;
}

/** Most faults that one line names. */
const MOST_FAULTS = 2;

/** What the line above a loss says: what is wrong, or what it computes, or where the run ended. */
export function summaryOf(verdict: Verdict, messages: Messages): LossSummary {
  const { codeLosses } = messages;
  if (verdict.notUnderstood) {
    const reason = notUnderstoodText(messages, verdict.notUnderstood);
    return {
      kind: 'notUnderstood',
      text: codeLosses.notUnderstood(verdict.notUnderstood.line),
      detail: codeLosses.whyNotUnderstood(reason),
    };
  }
  const computes = verdict.computes ? computesText(verdict.computes, messages) : '';
  const faults = firstOfEach(faultsOf(verdict));
  if (faults.length === 0) {
    return { kind: 'understood', text: computes, detail: codeLosses.plotThis };
  }
  return {
    kind: 'faulty',
    text: codeLosses.line(faults.slice(0, MOST_FAULTS).map((fault) => faultText(fault, messages))),
    detail: [computes, ...faultsInWords(verdict, messages)].filter((text) => text !== '').join('\n\n'),
  };
}

/** What is wrong with a loss, the worst first, with the lines. */
export function faultsInWords(verdict: Verdict, messages: Messages): string[] {
  return firstOfEach(faultsOf(verdict)).map((fault) =>
    messages.codeLosses.faultAt({ fault: faultText(fault, messages), line: fault.line }),
  );
}

function firstOfEach(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ id }, at) => faults.findIndex((fault) => fault.id === id) === at);
}

/** What a loss computes: its formula and input, the role of α, the reduction. */
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
