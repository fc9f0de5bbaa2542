import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  type AnswersQuestion,
  type FromAnswersPage,
  fromAnswersPageSchema,
  savedAnswersPageSchema,
  type ToAnswersPage,
} from '../../protocol/answers';
import type { LossParameters } from '../../protocol/plot';
import { LastTextEditor } from '../insert-code';
import { insertText } from '../insert-text';
import { messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';

/** An answer without a report, in an editor tab. */
export function openAnswers(extensionUri: vscode.Uri, about: AnswersQuestion, loss: LossParameters): void {
  // Before the tab has the focus.
  const editor = new LastTextEditor();
  const panel = vscode.window.createWebviewPanel(
    'focalLoss.answers',
    messages().answers[about.question].cardTitle,
    vscode.ViewColumn.Active,
  );
  fillPanel(panel, extensionUri, editor, about, loss);
}

/**
 * Fills a tab anew after a reload of the window.
 * @param state what the page has saved; another version's closes the tab
 */
export function restoreAnswers(extensionUri: vscode.Uri, panel: vscode.WebviewPanel, state: unknown): void {
  const saved = v.safeParse(savedAnswersPageSchema, state);
  if (saved.success) {
    fillPanel(panel, extensionUri, new LastTextEditor(), saved.output.about, saved.output.loss);
  } else {
    panel.dispose();
  }
}

function fillPanel(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  editor: LastTextEditor,
  about: AnswersQuestion,
  loss: LossParameters,
): void {
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  const send = (message: ToAnswersPage) => panel.webview.postMessage(message);
  const receive = async (message: FromAnswersPage): Promise<void> => {
    switch (message.type) {
      case 'ready':
        await send({ type: 'open', about, loss });
        return;
      case 'insertText':
        await insertText(message.text, editor);
        return;
      case 'copyText':
      case 'saveFile':
        await send(await performExport(message));
    }
  };
  panel.webview.onDidReceiveMessage((message: unknown) => receive(v.parse(fromAnswersPageSchema, message)));
  panel.onDidDispose(() => editor.dispose());
  showPage(panel.webview, extensionUri, {
    bundle: 'answers',
    element: 'focal-answers-page',
    title: messages().answers[about.question].cardTitle,
  });
}
