import type * as vscode from 'vscode';
import { inPart } from '../../code/meaning/lines-in-part';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import { textAround } from '../code-text';
import { withSeverities } from './severity-setting';

/** Takes the losses of a text that are those of one of its documents, as the document stands now. */
export function ownLosses(
  document: vscode.TextDocument,
): (losses: readonly DiagnosedLoss[]) => DiagnosedLoss[] {
  const { text, start } = textAround(document);
  const end = start + document.getText().length;
  const firstLine = text.slice(0, start).split('\n').length - 1;
  const { lineCount, uri } = document;
  return (losses) =>
    losses
      .filter(({ verdict: { range } }) => range.start >= start && range.end <= end)
      .map((loss) => asSet(inPart(loss, start, firstLine, lineCount), uri));
}

/** A loss with the severities that the user set. */
function asSet(loss: DiagnosedLoss, file: vscode.Uri): DiagnosedLoss {
  return { ...loss, diagnostics: withSeverities(loss.diagnostics, file) };
}
