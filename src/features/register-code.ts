import * as vscode from 'vscode';
import { CODE_LANGUAGES } from '../code/syntax/languages';
import { loadOnce } from '../load-once';
import { isNotebookCell } from './code-text';
import { wordAtStatementStart } from './snippets/statement-start';

/** A file without any of these words has nothing to explain and is not parsed. A notebook's cell is parsed without them. */
const WORTH_PARSING = /focal|gamma|γ/i;

/** Registers hovers, completions and *Focal Loss: Insert Snippet*. */
export function registerCode(context: vscode.ExtensionContext): void {
  const code = loadOnce(async () => (await import('./code-features')).createCodeFeatures(context));
  const hover: vscode.HoverProvider = {
    async provideHover(document, position, token) {
      if (!WORTH_PARSING.test(document.getText()) && !isNotebookCell(document)) {
        return undefined;
      }
      return (await code()).hover.provideHover(document, position, token);
    },
  };
  const completion: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      if (wordAtStatementStart(document, position) === undefined) {
        return undefined;
      }
      return (await code()).completion.provideCompletionItems(document, position, token);
    },
  };
  context.subscriptions.push(
    vscode.languages.registerHoverProvider([...CODE_LANGUAGES], hover),
    vscode.languages.registerCompletionItemProvider([...CODE_LANGUAGES], completion),
    vscode.commands.registerCommand('focalLoss.insertSnippet', async (argument: unknown) =>
      (await code()).insertSnippet(argument),
    ),
  );
}
