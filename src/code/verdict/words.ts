import type { Messages } from '../../messages/messages';
import type { Reason } from '../run/language/not-understood';
import type { GivenUp, LossException } from './document';

/** Why a loss was not understood, with its line: "line 31: build_weights is not in this file". */
export function notUnderstoodText({ evaluator }: Messages, { reason, line, elsewhere }: GivenUp): string {
  const why = reasonText(evaluator.notUnderstood, reason);
  const text = elsewhere ? evaluator.inFile({ ...elsewhere, reason: why }) : why;
  return !line ? text : evaluator.atLine({ line, reason: text });
}

/** The exception that a loss raises, with its line: "line 31: raises ValueError: …". */
export function exceptionText({ evaluator, codeLosses }: Messages, exception: LossException): string {
  const { line, elsewhere } = exception;
  const what = codeLosses.raises(exception);
  const text = elsewhere ? evaluator.inFile({ ...elsewhere, reason: what }) : what;
  return line ? evaluator.atLine({ line, reason: text }) : text;
}

function reasonText(sentences: Messages['evaluator']['notUnderstood'], reason: Reason): string {
  switch (reason.kind) {
    case 'name':
    case 'call':
    case 'import':
    case 'parameter':
      return sentences[reason.kind]({ name: reason.name });
    case 'attribute':
    case 'argument':
      return sentences[reason.kind]({ name: reason.name, of: reason.of });
    case 'syntax':
    case 'operation':
      return sentences[reason.kind]({ what: reason.what });
    case 'view':
    case 'random':
    case 'result':
    case 'mixedArrays':
    case 'layout':
    case 'nesting':
    case 'syntaxError':
    case 'fileSize':
    case 'steps':
    case 'memory':
    case 'depth':
      return sentences[reason.kind]();
  }
}
