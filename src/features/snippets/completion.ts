import * as vscode from 'vscode';
import type { SourceFile } from '../../code/syntax/source-file';
import { selfAndAncestors } from '../../code/syntax/tree';
import type { FittedSnippet } from '../../snippets/fit/fit-snippet';
import { insertedText } from '../../snippets/fit/snippet-syntax';
import type { Snippet } from '../../snippets/snippet';
import { messages } from '../messages';
import type { ParsedDocuments } from '../parsed-documents';
import { parametersFromSettings } from '../settings';
import type { SnippetChoice } from './choose-snippet';
import { indentationUnitOf, type SnippetFitter } from './fit-to-document';
import { wordAtStatementStart } from './statement-start';

/** Fewest letters of `focal` for which snippets are offered. */
const FEWEST_LETTERS = 2;

/** The first names of the modules that code of a framework imports. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  PyTorch: ['torch'],
  Keras: ['keras', 'tensorflow'],
  JAX: ['jax'],
  'TensorFlow.js': ['@tensorflow/tfjs'],
};

/** Offers the snippets at a statement that begins with `focal` or with a snippet's name. */
export class SnippetCompletion implements vscode.CompletionItemProvider {
  private readonly documents: ParsedDocuments;
  private readonly choice: SnippetChoice;
  private readonly fitter: SnippetFitter;

  constructor(documents: ParsedDocuments, choice: SnippetChoice, fitter: SnippetFitter) {
    this.documents = documents;
    this.choice = choice;
    this.fitter = fitter;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const word = wordAtStatementStart(document, position);
    if (word === undefined) {
      return undefined;
    }
    const snippets = this.choice.inOrder(document.languageId).filter((snippet) => isBeginning(word, snippet));
    if (snippets.length === 0) {
      return undefined;
    }
    // One letter is too few for an offer, but VS Code must ask again after the next one.
    if (word.length < FEWEST_LETTERS) {
      return new vscode.CompletionList([], true);
    }
    const file = await this.documents.get(document, token);
    if (!file || isInText(file, document.offsetAt(position) - 1)) {
      return undefined;
    }
    const range = new vscode.Range(position.translate(0, -word.length), position);
    const items = await Promise.all(
      ofImportedFrameworks(snippets, file).map((snippet, index) =>
        this.item(snippet, index, document, range, token),
      ),
    );
    return new vscode.CompletionList(items.filter((item) => item !== undefined));
  }

  private async item(
    snippet: Snippet,
    index: number,
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem | undefined> {
    const place = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const fitted = await this.fitter.fit(snippet, document, () => place, {
      indentationUnit: indentationOf(document),
      parameters: parametersFromSettings(document.uri),
      token,
    });
    if (!fitted) {
      return undefined;
    }
    const item = new vscode.CompletionItem(
      {
        label: messages().features.completion[snippet.intention](snippet.title),
        description: snippet.framework,
      },
      vscode.CompletionItemKind.Snippet,
    );
    item.detail = messages().features.snippetPurposes[snippet.purpose];
    item.documentation = new vscode.MarkdownString().appendCodeblock(
      insertedText(fitted.text).trim(),
      document.languageId,
    );
    item.filterText = snippet.intention === 'loss' ? `focal ${snippet.name}` : snippet.name;
    item.sortText = `focal ${index}`;
    item.range = range;
    item.insertText = new vscode.SnippetString(fitted.text.trimStart());
    item.keepWhitespace = true;
    item.additionalTextEdits = editsAbove(fitted, document, range);
    return item;
  }
}

/** The snippets for the frameworks that a file imports; all of them where it imports none. */
function ofImportedFrameworks(snippets: readonly Snippet[], file: SourceFile): readonly Snippet[] {
  const fitting = snippets.filter(({ framework }) => {
    const modules = MODULES[framework] ?? [];
    return file.names.namesFor((name) => modules.includes(name.split('.')[0] ?? '')).length > 0;
  });
  return fitting.length > 0 ? fitting : snippets;
}

/** True if the word is a beginning of the snippet's name, or for a loss of `focal…`. */
function isBeginning(word: string, { name, intention }: Snippet): boolean {
  const typed = plain(word);
  return (intention === 'loss' && 'focalloss'.startsWith(typed)) || plain(name).startsWith(typed);
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** True if the offset is in a string or a comment. */
function isInText(file: SourceFile, offset: number): boolean {
  const node = file.root.descendantForIndex(offset, offset);
  if (!node) {
    return false;
  }
  for (const { type } of selfAndAncestors(node)) {
    if (type === 'comment' || type === 'string' || type === 'template_string') {
      return true;
    }
  }
  return false;
}

/** The edits for imports and blank lines above, which the completion cannot contain because it begins at the word. */
function editsAbove(
  { imports, text }: FittedSnippet,
  document: vscode.TextDocument,
  { start }: vscode.Range,
): vscode.TextEdit[] {
  const breaks = start.line === 0 ? '' : (/^\n*/.exec(text)?.[0] ?? '');
  const lineAbove = start.line === 0 ? start : document.lineAt(start.line - 1).range.end;
  // One edit a place, because VS Code chooses the order of two edits at the same place.
  const isAtLineAbove = ({ offset }: { offset: number }) => document.positionAt(offset).isEqual(lineAbove);
  const last = imports.find(isAtLineAbove)?.text ?? '';
  return [
    ...imports
      .filter((insertion) => !isAtLineAbove(insertion))
      .map((insertion) => vscode.TextEdit.insert(document.positionAt(insertion.offset), insertion.text)),
    ...(last + breaks === '' ? [] : [vscode.TextEdit.insert(lineAbove, last + breaks)]),
  ];
}

function indentationOf(document: vscode.TextDocument): string {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  return indentationUnitOf(editor?.options ?? {});
}
