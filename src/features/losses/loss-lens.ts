import * as vscode from 'vscode';
import { type LossSummary, summaryOf } from '../../code/meaning/loss-summary';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import type { TextRange } from '../../code/rules/rule';
import type { LossAddress } from '../../protocol/loss-plot';
import { messages } from '../messages';
import type { LineAddress } from '../show-line';
import type { JudgedDocuments } from './judged-documents';

/** With a space that does not break, since VS Code drops another one behind an icon. */
const ICONS: Readonly<Record<LossSummary['kind'], string>> = {
  understood: '',
  faulty: '$(warning)\u00a0',
  notUnderstood: '$(question)\u00a0',
};

/** The line above each focal loss: what it computes or what is wrong with it, and what can be done. */
export class LossLenses {
  /** The paths of files with losses, for the menu of the editor. */
  private readonly filesWithLosses: Record<string, true> = {};

  constructor(private readonly documents: JudgedDocuments) {}

  async provide(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const losses = await this.documents.get(document, token);
    this.remember(document.uri, losses.length > 0);
    return losses
      .filter(({ verdict: { kind } }) => kind !== 'call' && kind !== 'configuration')
      .flatMap((loss) => lensesOf(document, loss));
  }

  private remember({ path, fsPath }: vscode.Uri, hasLosses: boolean): void {
    if (hasLosses === Object.hasOwn(this.filesWithLosses, path)) {
      return;
    }
    // A menu has the path as the file system writes it for local files, else that of the address.
    for (const key of [path, fsPath]) {
      if (hasLosses) {
        this.filesWithLosses[key] = true;
      } else {
        delete this.filesWithLosses[key];
      }
    }
    void vscode.commands.executeCommand('setContext', 'focalLoss.filesWithLosses', this.filesWithLosses);
  }
}

function lineAddress(document: vscode.TextDocument, at: TextRange | number): LineAddress {
  const uri = document.uri.toString();
  if (typeof at === 'number') {
    return { uri, line: at };
  }
  const { line, character } = document.positionAt(at.start);
  return { uri, line: line + 1, column: character + 1 };
}

function lensesOf(document: vscode.TextDocument, loss: DiagnosedLoss): vscode.CodeLens[] {
  const { verdict, place } = loss;
  const start = document.positionAt(verdict.range.start);
  const range = new vscode.Range(start, start);
  const { codeLosses } = messages();
  const { kind, text, detail, at } = summaryOf(loss, messages());
  const address: LossAddress = { uri: document.uri.toString(), name: verdict.name, place };
  const summary = new vscode.CodeLens(range, {
    title: `${ICONS[kind]}${text}`,
    tooltip: detail,
    // A lens without a command is text.
    ...(at === null
      ? { command: '' }
      : { command: 'focalLoss.showLine', arguments: [lineAddress(document, at)] }),
  });
  const plot = new vscode.CodeLens(range, {
    title: codeLosses.plot,
    tooltip: codeLosses.plotThis,
    command: 'focalLoss.plotThisLoss',
    arguments: [address],
  });
  const check = new vscode.CodeLens(range, {
    title: codeLosses.checkTensors,
    tooltip: codeLosses.checkTensorsOf,
    command: 'focalLoss.checkTensors',
  });
  // An objective returns derivatives, and no loss to plot.
  return verdict.computes && verdict.kind !== 'objective' ? [summary, plot, check] : [summary];
}
