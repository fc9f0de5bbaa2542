import type * as vscode from 'vscode';
import type { SourceFile } from '../../code/syntax/source-file';
import { type FittedSnippet, fitSnippet, type SnippetParameters } from '../../snippets/fit/fit-snippet';
import { type TextRange, typeRanges } from '../../snippets/fit/javascript';
import type { PlaceOfSnippet } from '../../snippets/fit/surroundings';
import type { Snippet } from '../../snippets/snippet';
import type { ParsedDocuments } from '../parsed-documents';

/** Fits snippets to documents; leaves out the types for JavaScript. */
export class SnippetFitter {
  private readonly documents: ParsedDocuments;
  private readonly types = new Map<string, readonly TextRange[]>();

  constructor(documents: ParsedDocuments) {
    this.documents = documents;
  }

  /**
   * @param placeIn returns the range that the snippet replaces in the parsed document
   * @returns undefined when cancelled, or for a language without a grammar
   */
  async fit(
    snippet: Snippet,
    document: vscode.TextDocument,
    placeIn: (file: SourceFile) => PlaceOfSnippet,
    options: {
      readonly indentationUnit: string;
      readonly parameters: SnippetParameters;
      readonly token: vscode.CancellationToken;
    },
  ): Promise<FittedSnippet | undefined> {
    const leaveOut = document.languageId.startsWith('javascript') ? await this.typesOf(snippet) : [];
    const file = await this.documents.get(document, options.token);
    if (!file) {
      return undefined;
    }
    const { indentationUnit, parameters } = options;
    return fitSnippet({ snippet, file, place: placeIn(file), indentationUnit, parameters, leaveOut });
  }

  private async typesOf(snippet: Snippet): Promise<readonly TextRange[]> {
    const known = this.types.get(snippet.id);
    if (known) {
      return known;
    }
    const found = await this.documents.readText(snippet.source, 'typescript', typeRanges);
    this.types.set(snippet.id, found);
    return found;
  }
}

/** One level of indentation after the editor's options. */
export function indentationUnitOf({ insertSpaces, tabSize, indentSize }: vscode.TextEditorOptions): string {
  if (insertSpaces === false) {
    return '\t';
  }
  const size = typeof indentSize === 'number' ? indentSize : tabSize;
  return ' '.repeat(typeof size === 'number' ? size : 4);
}
