import * as vscode from 'vscode';
import { type Grammar, grammarOfLanguage } from '../code/languages';
import { CodeParser } from '../code/parser';
import { SourceFile } from '../code/source-file';

/** Parse trees take about ten times the memory of their text, outside the garbage-collected heap. */
const MOST_DOCUMENTS = 8;

interface Parsed {
  readonly version: number;
  readonly file: SourceFile;
}

/**
 * The parse trees of open documents, one a document, of its latest parsed version. Everything that reads code shares
 * one of these.
 */
export class ParsedDocuments implements vscode.Disposable {
  private readonly parser: CodeParser;
  /** In order of use, the latest last. */
  private readonly parsed = new Map<string, Parsed>();
  private readonly closing: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.parser = new CodeParser((file) =>
      Promise.resolve(
        vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'grammars', file)),
      ),
    );
    this.closing = vscode.workspace.onDidCloseTextDocument((document) =>
      this.forget(document.uri.toString()),
    );
  }

  /**
   * The document's code. Use it before the next `await`: a later version of the document frees it.
   * @returns undefined for a language that we do not read, and when cancelled
   */
  async get(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<SourceFile | undefined> {
    const grammar = grammarOfLanguage(document.languageId);
    if (!grammar) return undefined;
    const key = document.uri.toString();
    const known = this.parsed.get(key);
    if (known?.version === document.version && known.file.grammar === grammar) {
      this.parsed.delete(key);
      this.parsed.set(key, known);
      return known.file;
    }
    const { version } = document;
    const text = document.getText();
    const tree = await this.parser.parse(text, grammar, () => token.isCancellationRequested);
    if (!tree) return undefined;
    this.forget(key);
    const file = new SourceFile(text, grammar, tree);
    this.parsed.set(key, { version, file });
    for (const oldest of this.parsed.keys()) {
      if (this.parsed.size <= MOST_DOCUMENTS) break;
      this.forget(oldest);
    }
    return file;
  }

  /** Parses a text that is no document, lets `read` look at it, and frees it. */
  async readText<T>(text: string, grammar: Grammar, read: (file: SourceFile) => T): Promise<T> {
    const tree = await this.parser.parse(text, grammar);
    if (!tree) throw new Error('A parse that nobody can cancel was cancelled.');
    const file = new SourceFile(text, grammar, tree);
    try {
      return read(file);
    } finally {
      file.dispose();
    }
  }

  dispose(): void {
    this.closing.dispose();
    for (const key of [...this.parsed.keys()]) this.forget(key);
  }

  private forget(key: string): void {
    this.parsed.get(key)?.file.dispose();
    this.parsed.delete(key);
  }
}
