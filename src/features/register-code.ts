import * as vscode from 'vscode';
import { CODE_LANGUAGES } from '../code/syntax/languages';
import type { CodeFeatures } from './code-features';
import { isNotebookCell } from './code-text';
import { FIX_ALL_KIND } from './losses/fix-all-kind';
import { wordAtStatementStart } from './snippets/statement-start';
import { watchCode } from './watch-code';

/** A file without any of these words has nothing to explain and is not parsed. A notebook's cell is parsed without them. */
const WORTH_PARSING = /focal|gamma|γ/i;

/** The setting that shows the line above each focal loss. */
const LENS_SETTING = 'focalLoss.codeLens';

/** The setting that shows in Problems what is wrong with losses. */
const DIAGNOSTICS_SETTING = 'focalLoss.diagnostics';

/** Registers hovers, completions, the lines above losses, what is wrong with them, *Focal Loss: Plot This Loss*, and *Insert Snippet*. */
export function registerCode(context: vscode.ExtensionContext, code: () => Promise<CodeFeatures>): void {
  const isWorthParsing = (document: vscode.TextDocument): boolean =>
    WORTH_PARSING.test(document.getText()) || isNotebookCell(document);
  const hover: vscode.HoverProvider = {
    async provideHover(document, position, token) {
      return isWorthParsing(document)
        ? (await code()).hover.provideHover(document, position, token)
        : undefined;
    },
  };
  /** Documents with diagnostics, so that those of a document without losses are taken away. */
  const diagnosed = new Set<string>();
  const diagnose = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    const isOn = vscode.workspace.getConfiguration().get(DIAGNOSTICS_SETTING) !== false;
    if (isOn && CODE_LANGUAGES.includes(document.languageId) && isWorthParsing(document)) {
      diagnosed.add(key);
      await (await code()).diagnostics.show(document);
    } else if (diagnosed.delete(key)) {
      (await code()).diagnostics.hide(document);
    }
  };
  const lensesChanged = new vscode.EventEmitter<void>();
  let listening: vscode.Disposable | undefined;
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: lensesChanged.event,
    async provideCodeLenses(document, token) {
      const isOn = vscode.workspace.getConfiguration().get(LENS_SETTING) !== false;
      if (!isOn || !isWorthParsing(document)) {
        return [];
      }
      const features = await code();
      listening ??= features.onDidChangeLosses(() => {
        lensesChanged.fire();
        vscode.workspace.textDocuments.forEach(diagnose);
      });
      return features.lenses.provide(document, token);
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
  const leave = async (document: vscode.TextDocument): Promise<void> => {
    if (diagnosed.delete(document.uri.toString())) {
      (await code()).diagnostics.hide(document);
    }
  };
  const actions: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only, diagnostics }, token) {
      const key = document.uri.toString();
      return diagnosed.has(key)
        ? (await code()).fixes.provide(document, range, { only, diagnostics }, token)
        : [];
    },
    async resolveCodeAction(action) {
      return (await code()).fixes.resolve(action);
    },
  };
  context.subscriptions.push(
    lensesChanged,
    { dispose: () => listening?.dispose() },
    watchCode({ changed: diagnose, closed: leave }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LENS_SETTING)) {
        lensesChanged.fire();
      }
      if (change.affectsConfiguration(DIAGNOSTICS_SETTING)) {
        vscode.workspace.textDocuments.forEach(diagnose);
      }
    }),
    vscode.languages.registerCodeLensProvider([...CODE_LANGUAGES], lenses),
    vscode.languages.registerCodeActionsProvider([...CODE_LANGUAGES], actions, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL_KIND],
    }),
    vscode.languages.registerHoverProvider([...CODE_LANGUAGES], hover),
    vscode.languages.registerCompletionItemProvider([...CODE_LANGUAGES], completion),
    vscode.commands.registerCommand('focalLoss.plotThisLoss', async (argument: unknown) =>
      (await code()).plotLoss.run(argument),
    ),
    vscode.window.registerWebviewPanelSerializer('focalLoss.lossPlot', {
      deserializeWebviewPanel: async (panel, state: unknown) => (await code()).plotLoss.restore(panel, state),
    }),
    vscode.commands.registerCommand('focalLoss.insertSnippet', async (argument: unknown) =>
      (await code()).insertSnippet(argument),
    ),
  );
}
