import * as v from 'valibot';
import { grammarOfPath } from '../code/imports/candidates';
import type { ImportedFile } from '../code/imports/follow-imports';
import { type CodeLoss, lossesOf } from '../code/losses/code-loss';
import { diagnoseFile } from '../code/rules/diagnose';
import { NotUnderstood } from '../code/run/language/not-understood';
import { keyOfImport, Workspace, type WorkspaceFile } from '../code/run/language/workspace';
import { CodeParser, type GrammarFile } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import type { LossCurves } from '../code/verdict/curve-document';
import { curvesOf } from '../code/verdict/curves';
import { type Answer, Answerer, answering, askSchema, type Refusal } from '../protocol/requests';
import {
  type CodeSource,
  JUDGE,
  type JudgedSource,
  LOAD_GRAMMAR,
  PLOT_LOSS,
  type PlotRequest,
} from './code-questions';

/** The worker's side: it parses code and runs the losses in it. */
export class CodeService {
  private readonly grammars = new Map<GrammarFile, Uint8Array>();
  private readonly parser = new CodeParser(async (file) => this.grammar(file));
  private readonly answerer: Answerer;

  constructor(post: (message: Answer | Refusal) => void) {
    this.answerer = new Answerer(post, [
      answering(LOAD_GRAMMAR, async ({ file, bytes }) => {
        this.grammars.set(file, bytes);
        return null;
      }),
      answering(JUDGE, (source) => this.parsed(source, judged)),
      answering(PLOT_LOSS, (request) => this.parsed(request.source, (file) => plotted(file, request))),
    ]);
  }

  receive(message: unknown): void {
    this.answerer.receive(v.parse(askSchema, message));
  }

  private grammar(file: GrammarFile): Uint8Array {
    const bytes = this.grammars.get(file);
    if (bytes === undefined) {
      throw new RangeError(`The grammar ${file} was not handed to the worker.`);
    }
    return bytes;
  }

  private async parsed<Result>(source: CodeSource, read: (file: SourceFile) => Result): Promise<Result> {
    const files: SourceFile[] = [];
    try {
      const answers = new Map<string, WorkspaceFile | null>();
      for (const { file, ...wanted } of source.imports) {
        const known = [...answers.values()].find((answer) => answer && answer.path === file?.path);
        answers.set(keyOfImport(wanted), known ?? (file && (await this.imported(file, files))));
      }
      const { parse } = await this.parser.load(source.grammar);
      const judged = parse(source.text);
      files.push(judged);
      judged.workspace = new Workspace(answers);
      return read(judged);
    } finally {
      for (const file of files) {
        file.dispose();
      }
    }
  }

  /** The tree of an imported file, which is added to those that are freed at the end. */
  private async imported({ path, text }: ImportedFile, files: SourceFile[]): Promise<WorkspaceFile | null> {
    const grammar = grammarOfPath(path);
    if (!grammar) {
      return null;
    }
    const { parse } = await this.parser.load(grammar);
    const file = parse(text);
    files.push(file);
    return { path, root: file.root };
  }
}

function judged(file: SourceFile): JudgedSource {
  const losses = diagnoseFile(file);
  return { losses, wanted: file.workspace?.wanted ?? [] };
}

function plotted(file: SourceFile, { name, place, settings }: PlotRequest): LossCurves | null {
  const named = lossesOf(file).filter((loss) => loss.name === name);
  const loss: CodeLoss | undefined = named[place] ?? named[0];
  try {
    return loss ? curvesOf(file, loss, settings) : null;
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return null;
    }
    throw error;
  }
}
