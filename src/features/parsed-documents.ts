import * as vscode from 'vscode';
import { type Grammar, grammarOfLanguage } from '../code/syntax/languages';
import { CodeParser, type GrammarLoader } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import { type CodeText, isOfNotebook, textAround, textOfDocument } from './code-text';

/** Most documents kept. A parse tree takes about ten times the memory of its text, outside the garbage-collected heap. */
const MOST_DOCUMENTS = 8;
/** Longest text in UTF-16 code units. Longer ones are generated, and parsing one would block all extensions for half a second and more. */
const LONGEST_TEXT = 500_000;

/** Reads the grammars that come with the extension. */
export function grammarLoader(extensionUri: vscode.Uri): GrammarLoader {
  return async (file) =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'grammars', file));
}

/** The code that contains a document. */
export interface CodeAround {
  readonly file: SourceFile;
  /** Offset of the document in the code. */
  readonly start: number;
}

/**
 * The parse trees of open documents: one tree per document, of the latest version parsed. All features that read code
 * share one instance.
 */
export class ParsedDocuments implements vscode.Disposable {
  private readonly parser: CodeParser;
  /** The files in the order of their use, the latest at the end. */
  private readonly parsed = new Map<string, SourceFile>();
  private readonly closing: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.parser = new CodeParser(grammarLoader(extensionUri));
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
   * The document's code. Use it before the next `await`, because a later version of the document frees it.
   * @returns undefined for another language, for a text that is too long, and when cancelled or closed
   */
  async get(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<SourceFile | undefined> {
    return (await this.parse(document, token, textOfDocument))?.file;
  }

  /** Like `get`, for the text that contains the document. */
  getAround(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<CodeAround | undefined> {
    return this.parse(document, token, textAround);
  }

  /** Parses a text that is not a document, calls `read` with it, and frees it. */
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
    // No `await` from here on: otherwise one of two concurrent calls could free the file that the other returns.
    if (token.isCancellationRequested || document.isClosed) {
      return undefined;
    }
    const { key, start, text } = read(document);
    const known = this.parsed.get(key);
    const isSameLanguage = known?.grammar === grammar;
    // The text is compared, since another document may get the same name and the same version.
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
