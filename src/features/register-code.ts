import * as vscode from 'vscode';
import { CODE_LANGUAGES } from '../code/syntax/languages';
import { mayHaveLoss } from '../code/syntax/worth-parsing';
import type { CodeFeatures } from './code-features';
import { CONFIGURATION_DOCUMENTS, isConfigurationDocument, isWritten, textAround } from './code-text';
import { FIX_ALL_KIND } from './losses/fix-all-kind';
import { registerRulePages } from './losses/register-rule-pages';
import { wordAtStatementStart } from './snippets/statement-start';
import { watchCode } from './watch-code';

/** The setting that shows the line above each focal loss. */
const LENS_SETTING = 'focalLoss.codeLens';

/** The settings of what Problems shows of losses, and the one that turns it off. */
const DIAGNOSTICS_SETTINGS = 'focalLoss.diagnostics';
const DIAGNOSTICS_SETTING = `${DIAGNOSTICS_SETTINGS}.enabled`;

/** Registers hovers, completions, the lines above losses, what is wrong with them, *Focal Loss: Plot This Loss*, and *Insert Snippet*. */
export function registerCode(context: vscode.ExtensionContext, load: () => Promise<CodeFeatures>): void {
  const lensesChanged = new vscode.EventEmitter<void>();
  /** There once the features are loaded. */
  let listening: vscode.Disposable | undefined;
  const code = async (): Promise<CodeFeatures> => {
    const features = await load();
    listening ??= features.onDidChangeLosses(() => {
      lensesChanged.fire();
      vscode.workspace.textDocuments.forEach(diagnose);
    });
    return features;
  };
  // The cells of a notebook are asked about one after another, with the same text around them.
  let lastText = '';
  let lastMayHaveLoss = false;
  const mayHaveLossAround = (document: vscode.TextDocument): boolean => {
    const { text } = textAround(document);
    if (text !== lastText) {
      [lastText, lastMayHaveLoss] = [text, mayHaveLoss(text)];
    }
    return lastMayHaveLoss;
  };
  const isWorthParsing = (document: vscode.TextDocument): boolean =>
    CODE_LANGUAGES.includes(document.languageId)
      ? mayHaveLossAround(document)
      : isConfigurationDocument(document);
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
    const isOn = vscode.workspace.getConfiguration(undefined, document).get(DIAGNOSTICS_SETTING) !== false;
    if (isOn && isWritten(document) && isWorthParsing(document)) {
      diagnosed.add(key);
      const { diagnostics, status } = await code();
      await diagnostics.show(document);
      await status.show(document);
    } else if (diagnosed.delete(key)) {
      (await code()).diagnostics.hide(document);
      await showStatus(vscode.window.activeTextEditor);
    }
  };
  const showStatus = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (!listening) {
      return;
    }
    const { status } = await code();
    if (editor && diagnosed.has(editor.document.uri.toString())) {
      await status.show(editor.document);
    } else {
      status.hide();
    }
  };
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: lensesChanged.event,
    async provideCodeLenses(document, token) {
      const isOn = vscode.workspace.getConfiguration(undefined, document).get(LENS_SETTING) !== false;
      if (!isOn || !isWritten(document) || !isWorthParsing(document)) {
        return [];
      }
      return (await code()).lenses.provide(document, token);
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
      (await code()).diagnostics.close(document);
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
    registerRulePages(async () => (await code()).rulePages),
    { dispose: () => listening?.dispose() },
    watchCode({ changed: diagnose, closed: leave }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LENS_SETTING) || change.affectsConfiguration(DIAGNOSTICS_SETTINGS)) {
        lensesChanged.fire();
      }
      if (change.affectsConfiguration(DIAGNOSTICS_SETTINGS)) {
        vscode.workspace.textDocuments.forEach(diagnose);
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(showStatus),
    vscode.commands.registerCommand('focalLoss.lintWorkspace', async () =>
      (await code()).lintWorkspace.run(),
    ),
    vscode.languages.registerCodeLensProvider([...CODE_LANGUAGES], lenses),
    vscode.languages.registerCodeActionsProvider([...CODE_LANGUAGES, ...CONFIGURATION_DOCUMENTS], actions, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL_KIND],
    }),
    vscode.languages.registerHoverProvider([...CODE_LANGUAGES, ...CONFIGURATION_DOCUMENTS], hover),
    vscode.languages.registerCompletionItemProvider([...CODE_LANGUAGES], completion),
    vscode.commands.registerCommand('focalLoss.plotThisLoss', async (argument: unknown) =>
      (await code()).plotLoss.run(argument),
    ),
    vscode.window.registerWebviewPanelSerializer('focalLoss.lossPlot', {
      deserializeWebviewPanel: async (panel, state: unknown) => (await code()).plotLoss.restore(panel, state),
    }),
    vscode.commands.registerCommand('focalLoss.fixAll', async (argument: unknown) =>
      (await code()).fixes.fixAll(argument),
    ),
    vscode.commands.registerCommand('focalLoss.showLine', async (argument: unknown) =>
      (await code()).showLine(argument),
    ),
    vscode.commands.registerCommand('focalLoss.insertSnippet', async (argument: unknown) =>
      (await code()).insertSnippet(argument),
    ),
  );
}
