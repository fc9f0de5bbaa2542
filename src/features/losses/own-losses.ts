import type * as vscode from 'vscode';
import { inPart } from '../../code/meaning/lines-in-part';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import { textAround } from '../code-text';
import { withSeverities } from './severity-setting';

/** The losses of a text that are those of one of its documents. */
export function ownLosses(losses: readonly DiagnosedLoss[], document: vscode.TextDocument): DiagnosedLoss[] {
  const { text, start } = textAround(document);
  const end = start + document.getText().length;
  const firstLine = text.slice(0, start).split('\n').length - 1;
  return losses
    .filter(({ verdict: { range } }) => range.start >= start && range.end <= end)
    .map((loss) => asSet(inPart(loss, start, firstLine, document.lineCount), document.uri));
}

/** A loss with the severities that the user set. */
function asSet(loss: DiagnosedLoss, file: vscode.Uri): DiagnosedLoss {
  return { ...loss, diagnostics: withSeverities(loss.diagnostics, file) };
}
