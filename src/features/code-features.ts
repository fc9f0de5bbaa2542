import type * as vscode from 'vscode';
import { CodeRunner } from '../workers/code-runner';
import type { Workers } from '../workers/start-worker';
import { FocalHover } from './hover/focal-hover';
import { ImportedFiles } from './losses/imported-files';
import { JudgedDocuments } from './losses/judged-documents';
import { LintWorkspace } from './losses/lint-workspace';
import { LossDiagnostics } from './losses/loss-diagnostics';
import { LossFixes } from './losses/loss-fixes';
import { LossLenses } from './losses/loss-lens';
import { LossStatus } from './losses/loss-status';
import { PlotLoss } from './losses/plot-loss';
import { RulePages } from './losses/rule-pages';
import { loadMessages } from './messages';
import { grammarLoader, ParsedDocuments } from './parsed-documents';
import { showLine } from './show-line';
import { SnippetChoice } from './snippets/choose-snippet';
import { SnippetCompletion } from './snippets/completion';
import { SnippetFitter } from './snippets/fit-to-document';
import { insertSnippet } from './snippets/insert-snippet';

/** The features that read code in the editor. They share one cache of parse trees and one of verdicts. */
export interface CodeFeatures {
  readonly hover: FocalHover;
  readonly completion: SnippetCompletion;
  readonly lenses: LossLenses;
  readonly diagnostics: LossDiagnostics;
  readonly fixes: LossFixes;
  readonly status: LossStatus;
  readonly lintWorkspace: LintWorkspace;
  readonly rulePages: RulePages;
  readonly plotLoss: PlotLoss;
  /** Tells that what losses compute may be another thing now, though their own text is the same. */
  readonly onDidChangeLosses: vscode.Event<void>;
  insertSnippet(argument: unknown): Promise<void>;
  showLine(argument: unknown): Promise<void>;
}

/** @param workers run the losses of the code */
export async function createCodeFeatures(
  context: vscode.ExtensionContext,
  workers: Workers,
): Promise<CodeFeatures> {
  await loadMessages();
  const documents = new ParsedDocuments(context.extensionUri);
  const runner = new CodeRunner(workers, grammarLoader(context.extensionUri));
  const files = new ImportedFiles();
  const judged = new JudgedDocuments(runner, files);
  const diagnostics = new LossDiagnostics(judged);
  // Fixes are run in a worker of their own, so that diagnostics never wait for them.
  const fixRunner = new CodeRunner(workers, grammarLoader(context.extensionUri));
  const status = new LossStatus(judged);
  const plots = new PlotLoss({ extensionUri: context.extensionUri, documents: judged, files, runner });
  const lintWorkspace = new LintWorkspace(judged, diagnostics);
  context.subscriptions.push(
    documents,
    runner,
    fixRunner,
    files,
    judged,
    diagnostics,
    status,
    lintWorkspace,
    plots,
  );
  const choice = new SnippetChoice(context.globalState);
  const fitter = new SnippetFitter(documents);
  return {
    hover: new FocalHover(documents, judged),
    completion: new SnippetCompletion(documents, choice, fitter),
    lenses: new LossLenses(judged),
    onDidChangeLosses: judged.onDidChange,
    diagnostics,
    fixes: new LossFixes(judged, fixRunner),
    status,
    lintWorkspace,
    rulePages: new RulePages(context.extensionUri),
    plotLoss: plots,
    insertSnippet: (argument) => insertSnippet(argument, choice, fitter),
    showLine,
  };
}
