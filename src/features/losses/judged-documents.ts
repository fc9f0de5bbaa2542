import type * as vscode from 'vscode';
import { inPart } from '../../code/meaning/lines-in-part';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import { type Grammar, grammarOfLanguage } from '../../code/syntax/languages';
import type { CodeSource } from '../../workers/code-questions';
import type { CodeRunner } from '../../workers/code-runner';
import { textAround } from '../code-text';

/** Most texts whose verdicts are kept. */
const MOST_TEXTS = 32;

/** A focal loss of a document, with the lines and offsets of the document. */
export interface JudgedLoss extends DiagnosedLoss {
  /** The number of losses of the same name before it. */
  readonly place: number;
}

/** Judges the losses of open documents. A text is run once; all features share one instance. */
export class JudgedDocuments {
  private readonly known = new Map<string, Promise<readonly DiagnosedLoss[]>>();

  constructor(private readonly runner: CodeRunner) {}

  /** The losses of a document, in their order; none for another language, and when cancelled. */
  async get(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<JudgedLoss[]> {
    const source = this.sourceOf(document);
    if (!source) {
      return [];
    }
    const { text, start } = textAround(document);
    const end = start + document.getText().length;
    const losses = await this.lossesOf(source);
    if (token.isCancellationRequested) {
      return [];
    }
    const firstLine = text.slice(0, start).split('\n').length - 1;
    const names: string[] = [];
    return losses.flatMap((loss): JudgedLoss[] => {
      const { verdict } = loss;
      const place = names.filter((name) => name === verdict.name).length;
      names.push(verdict.name);
      return verdict.range.start >= start && verdict.range.end <= end
        ? [{ ...inPart(loss, start, firstLine, document.lineCount), place }]
        : [];
    });
  }

  /** The text in which the losses of a document are run: of a notebook all cells. */
  sourceOf(document: vscode.TextDocument): CodeSource | undefined {
    const grammar = grammarOfLanguage(document.languageId);
    return grammar && { text: textAround(document).text, grammar };
  }

  private lossesOf(source: CodeSource): Promise<readonly DiagnosedLoss[]> {
    const key = `${source.grammar satisfies Grammar} ${source.text}`;
    const judged = this.known.get(key) ?? this.runner.judge(source);
    this.known.delete(key);
    this.known.set(key, judged);
    judged.catch(() => this.known.delete(key));
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_TEXTS) {
      this.known.delete(oldest);
    }
    return judged;
  }
}
