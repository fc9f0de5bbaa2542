import * as vscode from 'vscode';
import { type Grammar, grammarOfLanguage } from '../code/syntax/languages';
import { CodeParser } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import { type CodeText, isOfNotebook, textAround, textOfDocument } from './code-text';

/** Parse trees take about ten times the memory of their text, outside the garbage-collected heap. */
const MOST_DOCUMENTS = 8;
/** In UTF-16 code units. Longer texts are generated; parsing one takes seconds in which no other extension answers. */
const LONGEST_TEXT = 2_000_000;

/** The code of a document with what stands around it. */
export interface CodeAround {
  readonly file: SourceFile;
  /** Where the document begins in the code. */
  readonly start: number;
}

/**
 * The parse trees of open documents, one a document, of its latest parsed version. Everything that reads code shares
 * one of these.
 */
export class ParsedDocuments implements vscode.Disposable {
  private readonly parser: CodeParser;
  /** In order of use, the latest last. */
  private readonly parsed = new Map<string, SourceFile>();
  private readonly closing: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.parser = new CodeParser((file) =>
      Promise.resolve(
        vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'grammars', file)),
      ),
    );
    this.closing = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString())),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        for (const key of [...this.parsed.keys()]) {
          if (isOfNotebook(key, notebook)) {
            this.forget(key);
          }
        }
      }),
    );
  }

  /**
   * The document's code. Use it before the next `await`: a later version of the document frees it.
   * @returns undefined for a language that we do not read, for a text too long, and when cancelled or closed
   */
  async get(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<SourceFile | undefined> {
    return (await this.parse(document, token, textOfDocument))?.file;
  }

  /** As `get`, with what stands around the document, which begins at `start` of the code. */
  getAround(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<CodeAround | undefined> {
    return this.parse(document, token, textAround);
  }

  /** Parses a text that is no document, lets `read` look at it, and frees it. */
  async readText<T>(text: string, grammar: Grammar, read: (file: SourceFile) => T): Promise<T> {
    const { parse } = await this.parser.load(grammar);
    const file = parse(text);
    try {
      return read(file);
    } finally {
      file.dispose();
    }
  }

  dispose(): void {
    this.closing.dispose();
    for (const key of [...this.parsed.keys()]) {
      this.forget(key);
    }
  }

  private async parse(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    read: (document: vscode.TextDocument) => CodeText,
  ): Promise<CodeAround | undefined> {
    const grammar = grammarOfLanguage(document.languageId);
    if (!grammar) {
      return undefined;
    }
    const { parse } = await this.parser.load(grammar);
    // Nothing is waited for from here on, so that of two who ask at once neither frees what the other is given.
    if (token.isCancellationRequested || document.isClosed) {
      return undefined;
    }
    const { key, start, text } = read(document);
    const known = this.parsed.get(key);
    const isSameLanguage = known?.grammar === grammar;
    // The text itself is compared: another document may come to the same name, and to the same version.
    if (known && isSameLanguage && known.text === text) {
      this.parsed.delete(key);
      this.parsed.set(key, known);
      return { file: known, start };
    }
    if (text.length > LONGEST_TEXT) {
      return undefined;
    }
    const file = parse(text, isSameLanguage ? known : undefined);
    this.forget(key);
    this.parsed.set(key, file);
    for (const oldest of this.parsed.keys()) {
      if (this.parsed.size <= MOST_DOCUMENTS) {
        break;
      }
      this.forget(oldest);
    }
    return { file, start };
  }

  private forget(key: string): void {
    this.parsed.get(key)?.dispose();
    this.parsed.delete(key);
  }
}
