import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Fix } from '../../code/fixes/find-fixes';
import type { MendedText } from '../../code/fixes/fix-all';
import { applyToPieces } from '../../code/fixes/pieces';
import type { Edits } from '../../code/fixes/text-edit';
import { fixText } from '../../code/fixes/words';
import type { Diagnostic } from '../../code/rules/diagnostic';
import { ignoring } from '../../code/rules/ignore-comment';
import { editBetween } from '../../code/syntax/edit-between';
import { type FixRequest, wantedSchema } from '../../workers/code-questions';
import type { CodeRunner } from '../../workers/code-runner';
import { documentsAround, textAround } from '../code-text';
import { messages } from '../messages';
import { FIX_ALL_KIND } from './fix-all-kind';
import type { JudgedDocuments } from './judged-documents';
import { rulesOffIn, severitiesIn } from './severity-setting';

/** Most answers that are kept. */
const MOST_ANSWERS = 32;

/** The action of `editor.codeActionsOnSave`. Its edit is found when it is chosen, since all faults must be run for it. */
class FixAllAction extends vscode.CodeAction {
  constructor(readonly document: vscode.TextDocument) {
    super(messages().lint.fixAll, FIX_ALL_KIND);
  }
}

const fixAllSchema = v.object({ uri: v.string(), wanted: wantedSchema });

/**
 * Offers the fixes of the faults of focal losses, and comments that ignore them. Each fix was run before it is offered; a
 * text is run once for it.
 */
export class LossFixes {
  private readonly found = new Map<string, Promise<readonly Fix[]>>();

  constructor(
    private readonly documents: JudgedDocuments,
    private readonly runner: CodeRunner,
  ) {}

  /** The fixes of the faults in a range, and those of all faults of a rule or of the document. */
  async provide(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only, diagnostics }: Pick<vscode.CodeActionContext, 'only' | 'diagnostics'>,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (only?.contains(FIX_ALL_KIND)) {
      return [new FixAllAction(document)];
    }
    if (only && !only.intersects(vscode.CodeActionKind.QuickFix)) {
      return [];
    }
    const severityOf = severitiesIn(document.uri);
    const found = await this.documents.diagnosticsOf(document);
    const all = found.filter((diagnostic) => severityOf(diagnostic) !== 'off');
    const here = all.filter((diagnostic) => rangeOf(diagnostic, document).intersection(range) !== undefined);
    if (here.length === 0 || token.isCancellationRequested) {
      return [];
    }
    const { text } = textAround(document);
    const fixes = await this.fixesOf(document, here);
    if (textAround(document).text !== text) {
      return [];
    }
    const { lint } = messages();
    const single = fixes.flatMap((fix) => fixAction(fix, document, diagnostics) ?? []);
    const mended = fixes.filter(({ title }) => title !== 'replace');
    const repeated = [...new Set(mended.map(({ diagnostic }) => diagnostic.rule))].filter(
      (rule) => all.filter((each) => each.rule === rule).length > 1,
    );
    return [
      ...single,
      ...repeated.map((rule) => actionOfSeveral(lint.fixAllOfRule({ rule }), document, { by: 'rule', rule })),
      ...(mended.length > 0 && all.length > 1
        ? [actionOfSeveral(lint.fixAll, document, allOf(document))]
        : []),
      ...ignoreActions(here, document),
    ];
  }

  /** Finds the edit of the action that fixes all faults on save; none where nothing can be fixed. */
  async resolve(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (action instanceof FixAllAction) {
      const edit = await this.editOf(action.document, allOf(action.document));
      if (edit) {
        action.edit = edit;
      }
    }
    return action;
  }

  /**
   * `focalLoss.fixAll` of the actions that fix several faults. While they are looked for, a person may go on to type: an edit of the text
   * as it was then is not applied, and the later text is mended.
   */
  async fixAll(argument: unknown): Promise<void> {
    const { uri, wanted } = v.parse(fixAllSchema, argument);
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
    let isDone = false;
    while (document && !isDone) {
      const edit = await this.editOf(document, wanted);
      const { text } = textAround(document);
      // VS Code refuses an edit of an earlier version.
      isDone = !edit || (await vscode.workspace.applyEdit(edit)) || textAround(document).text === text;
    }
  }

  /** The edit that fixes several faults of a document as it stands when the edit is there; null where nothing can be fixed. */
  private async editOf(
    document: vscode.TextDocument,
    wanted: FixRequest['wanted'],
  ): Promise<vscode.WorkspaceEdit | null> {
    for (;;) {
      const { text } = textAround(document);
      const source = await this.documents.textToMend(document);
      const mended: MendedText | undefined = source && (await this.runner.fixAll({ source, wanted }));
      if (!mended || textAround(document).text === text) {
        return mended ? workspaceEdit(document, mended.rounds) : null;
      }
    }
  }

  private async fixesOf(
    document: vscode.TextDocument,
    diagnostics: readonly Diagnostic[],
  ): Promise<readonly Fix[]> {
    const source = await this.documents.textToMend(document);
    if (!source) {
      return [];
    }
    const { start } = textAround(document);
    const places = diagnostics.map(({ rule, range }) => ({
      rule,
      start: range.start + start,
      end: range.end + start,
    }));
    const request: FixRequest = { source, wanted: { by: 'place', places } };
    const key = JSON.stringify(request);
    const fixes = this.found.get(key) ?? this.runner.findFixes(request);
    this.found.delete(key);
    this.found.set(key, fixes);
    fixes.catch(() => this.found.delete(key));
    const [oldest] = this.found.keys();
    if (oldest !== undefined && this.found.size > MOST_ANSWERS) {
      this.found.delete(oldest);
    }
    return fixes;
  }
}

function actionOfSeveral(
  title: string,
  { uri }: vscode.TextDocument,
  wanted: FixRequest['wanted'],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const argument: v.InferOutput<typeof fixAllSchema> = { uri: uri.toString(), wanted };
  action.command = { title, command: 'focalLoss.fixAll', arguments: [argument] };
  return action;
}

/** All faults of a document, but those of rules that are switched off. */
function allOf({ uri }: vscode.TextDocument): FixRequest['wanted'] {
  return { by: 'exception', rules: rulesOffIn(uri) };
}

function rangeOf({ range }: Diagnostic, document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

function fixAction(
  fix: Fix,
  document: vscode.TextDocument,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction | null {
  const edit = workspaceEdit(document, [fix.edits]);
  if (!edit) {
    return null;
  }
  const action = new vscode.CodeAction(fixText(fix, messages()), vscode.CodeActionKind.QuickFix);
  action.edit = edit;
  action.isPreferred = fix.title !== 'replace';
  action.diagnostics = shown.filter((each) => ruleOf(each) === fix.diagnostic.rule);
  return action;
}

/** Comments that ignore faults in their lines, one for each rule and line. VS Code lists actions with diagnostics first. */
function ignoreActions(here: readonly Diagnostic[], document: vscode.TextDocument): vscode.CodeAction[] {
  const actions = new Map<string, vscode.CodeAction>();
  for (const { rule, range } of here) {
    const { line } = document.positionAt(range.start);
    const insertion = ignoring(rule, document.lineAt(line).text, document.languageId);
    if (insertion) {
      const action = new vscode.CodeAction(messages().lint.ignore({ rule }), vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.insert(document.uri, new vscode.Position(line, insertion.column), insertion.text);
      actions.set(`${rule} ${line}`, action);
    }
  }
  return [...actions.values()];
}

/** The rule of a diagnostic of the editor, which may have a link beside it. */
function ruleOf({ source, code }: vscode.Diagnostic): string | null {
  const id = typeof code === 'object' ? code.value : code;
  return source === 'focal-loss' && id !== undefined ? String(id) : null;
}

/** The edits of the text around a document, as those of its documents; null if one leaves its document. */
function workspaceEdit(document: vscode.TextDocument, rounds: readonly Edits[]): vscode.WorkspaceEdit | null {
  const around = documentsAround(document);
  const pieces = around.map((each) => ({ start: each.start, own: each.document.getText() }));
  const mended = applyToPieces(pieces, rounds);
  if (!mended) {
    return null;
  }
  const edit = new vscode.WorkspaceEdit();
  around.forEach((each, at) => {
    const [before, after] = [pieces[at]?.own ?? '', mended[at] ?? ''];
    if (before !== after) {
      const { startIndex, oldEndIndex, newEndIndex } = editBetween(before, after);
      const range = new vscode.Range(
        each.document.positionAt(startIndex),
        each.document.positionAt(oldEndIndex),
      );
      edit.replace(each.document.uri, range, after.slice(startIndex, newEndIndex));
    }
  });
  return edit;
}
