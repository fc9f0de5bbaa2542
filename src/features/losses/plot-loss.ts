import * as v from 'valibot';
import * as vscode from 'vscode';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import {
  isSameLoss,
  type LossAddress,
  lossAddressSchema,
  lossPlotStateSchema,
} from '../../protocol/loss-plot';
import { messages } from '../messages';
import { watchCode } from '../watch-code';
import { type LossPlotHost, LossPlotPanel } from './loss-plot-panel';

/** *Focal Loss: Plot This Loss*: one tab a loss. */
export class PlotLoss implements vscode.Disposable {
  private readonly panels = new Set<LossPlotPanel>();
  private readonly watching: vscode.Disposable;

  constructor(private readonly host: LossPlotHost) {
    const renewOf = (uri: vscode.Uri): void => this.renew((address) => address.uri === uri.toString());
    this.watching = vscode.Disposable.from(
      watchCode({ changed: ({ uri }) => renewOf(uri), closed: () => undefined }),
      // Of a file that no editor has.
      host.files.onDidChange(renewOf),
      host.documents.onDidChange(() => this.renew(() => true)),
    );
  }

  dispose(): void {
    this.watching.dispose();
  }

  /** @param argument the address of a loss from a lens or a link; anything else means the loss at the cursor */
  async run(argument: unknown): Promise<void> {
    const given = v.safeParse(lossAddressSchema, argument);
    const address = given.success ? given.output : await this.atCursor();
    if (address) {
      this.show(address);
    }
  }

  /** Takes over a panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const saved = v.safeParse(lossPlotStateSchema, state);
    if (saved.success) {
      this.adopt(new LossPlotPanel(panel, saved.output, this.host));
    } else {
      panel.dispose();
    }
  }

  private show(address: LossAddress): void {
    const known = [...this.panels].find((panel) => isSameLoss(panel.address, address));
    if (known) {
      known.reveal();
    } else {
      this.adopt(LossPlotPanel.open({ address, settings: {} }, this.host));
    }
  }

  private adopt(panel: LossPlotPanel): void {
    this.panels.add(panel);
    panel.onDidDispose(() => this.panels.delete(panel));
  }

  private renew(isMeant: (address: LossAddress) => boolean): void {
    for (const panel of this.panels) {
      if (isMeant(panel.address)) {
        void panel.renew();
      }
    }
  }

  /** The loss around the cursor; elsewhere the user chooses one of the file. */
  private async atCursor(): Promise<LossAddress | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(messages().codeLosses.noLossHere);
      return undefined;
    }
    const { document, selection } = editor;
    const losses = await this.host.documents.get(document, new vscode.CancellationTokenSource().token);
    const offset = document.offsetAt(selection.active);
    const around = losses.findLast(({ verdict: { range } }) => range.start <= offset && offset <= range.end);
    const chosen = around ?? (losses.length > 1 ? await choose(losses) : losses[0]);
    if (losses.length === 0) {
      void vscode.window.showInformationMessage(messages().codeLosses.noLossHere);
    }
    return chosen && { uri: document.uri.toString(), name: chosen.verdict.name, place: chosen.place };
  }
}

async function choose(losses: readonly DiagnosedLoss[]): Promise<DiagnosedLoss | undefined> {
  const { codeLosses } = messages();
  const items = losses.map((loss) => ({
    label: loss.verdict.name,
    description: codeLosses.atLine(loss.verdict.line),
    loss,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: codeLosses.whichLoss });
  return picked?.loss;
}
