import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  type AnswersQuestion,
  type FromAnswersPage,
  fromAnswersPageSchema,
  type ToAnswersPage,
} from '../../protocol/answers';
import type { LossParameters } from '../../protocol/plot';
import { LastTextEditor } from '../insert-code';
import { insertText } from '../insert-text';
import { messages } from '../messages';
import { webviewHtml, webviewOptions } from '../webview';
import { performExport } from '../webview-export';

/** An answer without a report, in an editor tab. */
export function openAnswers(extensionUri: vscode.Uri, about: AnswersQuestion, loss: LossParameters): void {
  // Before the tab has the focus.
  const editor = new LastTextEditor();
  const title = messages().answers[about.question].cardTitle;
  const panel = vscode.window.createWebviewPanel(
    'focalLoss.answers',
    title,
    vscode.ViewColumn.Active,
    webviewOptions(extensionUri),
  );
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
  panel.webview.html = webviewHtml(panel.webview, extensionUri, {
    bundle: 'answers',
    element: 'focal-answers-page',
    title,
  });
}
