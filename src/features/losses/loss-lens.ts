import * as vscode from 'vscode';
import { type LossSummary, summaryOf } from '../../code/meaning/loss-summary';
import type { LossAddress } from '../../protocol/loss-plot';
import { messages } from '../messages';
import type { JudgedDocuments, JudgedLoss } from './judged-documents';

const ICONS: Readonly<Record<LossSummary['kind'], string>> = {
  understood: '',
  faulty: '$(warning) ',
  notUnderstood: '$(question) ',
};

/** The line above each focal loss: what it computes or what is wrong with it, and what can be done. */
export class LossLenses {
  /** The files with losses, for the menu of the editor. */
  private readonly filesWithLosses: Record<string, true> = {};

  constructor(private readonly documents: JudgedDocuments) {}

  async provide(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const losses = await this.documents.get(document, token);
    this.remember(document.uri, losses.length > 0);
    return losses
      .filter(({ verdict: { kind } }) => kind !== 'call' && kind !== 'configuration')
      .flatMap((loss) => lensesOf(document, loss));
  }

  private remember({ path, scheme }: vscode.Uri, hasLosses: boolean): void {
    const key = `${scheme}:${path}`;
    if (hasLosses === Object.hasOwn(this.filesWithLosses, key)) {
      return;
    }
    if (hasLosses) {
      this.filesWithLosses[key] = true;
    } else {
      delete this.filesWithLosses[key];
    }
    void vscode.commands.executeCommand('setContext', 'focalLoss.filesWithLosses', this.filesWithLosses);
  }
}

function lensesOf(document: vscode.TextDocument, loss: JudgedLoss): vscode.CodeLens[] {
  const { verdict, place } = loss;
  const start = document.positionAt(verdict.range.start);
  const range = new vscode.Range(start, start);
  const { codeLosses } = messages();
  const { kind, text, detail } = summaryOf(loss, messages());
  const address: LossAddress = { uri: document.uri.toString(), name: verdict.name, place };
  const summary = new vscode.CodeLens(range, {
    title: `${ICONS[kind]}${text}`,
    tooltip: detail,
    // A lens without a command is text.
    command: '',
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
