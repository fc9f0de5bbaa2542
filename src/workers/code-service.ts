import * as v from 'valibot';
import { type CodeLoss, lossesOf } from '../code/losses/code-loss';
import { diagnoseText } from '../code/rules/diagnose';
import { NotUnderstood } from '../code/run/language/not-understood';
import { CodeParser, type GrammarFile } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import type { LossCurves } from '../code/verdict/curve-document';
import { curvesOf } from '../code/verdict/curves';
import { type Answer, Answerer, answering, askSchema, type Refusal } from '../protocol/requests';
import { JUDGE, LOAD_GRAMMAR, PLOT_LOSS, type PlotRequest } from './code-questions';

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
      answering(JUDGE, async ({ text, grammar }) => {
        const { parse } = await this.parser.load(grammar);
        return diagnoseText(text, parse);
      }),
      answering(PLOT_LOSS, async (request) => {
        const { parse } = await this.parser.load(request.source.grammar);
        const file = parse(request.source.text);
        try {
          return plotted(file, request);
        } finally {
          file.dispose();
        }
      }),
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
