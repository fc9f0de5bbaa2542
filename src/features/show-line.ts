import * as v from 'valibot';
import * as vscode from 'vscode';

/** A line of a document, and a column in it; both from 1. */
const lineSchema = v.object({
  uri: v.string(),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type LineAddress = v.InferOutput<typeof lineSchema>;

/** `focalLoss.showLine` of the lines above losses and of links in hovers. Puts the cursor there: in the editor that shows the document, such as a cell of a notebook, else in a new one. */
export async function showLine(argument: unknown): Promise<void> {
  const { uri, line, column } = v.parse(lineSchema, argument);
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const shown = [activeTextEditor, ...visibleTextEditors].find(
    (editor) => editor?.document.uri.toString() === uri,
  );
  const editor = shown ?? (await vscode.window.showTextDocument(vscode.Uri.parse(uri, true)));
  const { document } = editor;
  const { lineNumber, firstNonWhitespaceCharacterIndex } = document.lineAt(
    Math.min(line, document.lineCount) - 1,
  );
  const place = new vscode.Position(
    lineNumber,
    column === undefined ? firstNonWhitespaceCharacterIndex : column - 1,
  );
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
