import * as v from 'valibot';
import { findFixes } from '../code/fixes/find-fixes';
import { findReplacements } from '../code/fixes/find-replacements';
import { fixAll } from '../code/fixes/fix-all';
import { readWithImports } from '../code/imports/read-with-imports';
import { type CodeLoss, everyLossOf } from '../code/losses/code-loss';
import { diagnoseCode } from '../code/rules/diagnose';
import { diagnoseConfiguration } from '../code/rules/diagnose-configuration';
import type { Diagnostic } from '../code/rules/diagnostic';
import { ifUnderstood } from '../code/run/language/not-understood';
import { CodeParser, type GrammarFile } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import type { LossCurves } from '../code/verdict/curve-document';
import { curvesOf } from '../code/verdict/curves';
import {
  type Answer,
  Answerer,
  answering,
  askSchema,
  type Refusal,
  withdrawSchema,
} from '../protocol/requests';
import {
  FIND_FIXES,
  FIX_ALL,
  type FixRequest,
  JUDGE,
  LOAD_GRAMMAR,
  PLOT_LOSS,
  type PlotRequest,
  READ_CONFIGURATION,
} from './code-questions';

const toWorkerSchema = v.variant('type', [askSchema, withdrawSchema]);

/** The worker's side: it parses code and runs the losses in it. */
export class CodeService {
  private readonly grammars = new Map<GrammarFile, Uint8Array>();
  private readonly parser = new CodeParser(async (file) => this.grammar(file));
  private readonly answerer: Answerer;
  /** The losses of a whole text wait for those of a place, for which a person does. */
  private placeAnswered: Promise<unknown> = Promise.resolve();

  constructor(post: (message: Answer | Refusal) => void) {
    this.answerer = new Answerer(post, [
      answering(LOAD_GRAMMAR, async ({ file, bytes }) => {
        this.grammars.set(file, bytes);
        return null;
      }),
      answering(JUDGE, ({ source, at }, signal) => {
        const rest = async (): Promise<void> => {
          await messagesReceived();
          signal.throwIfAborted();
        };
        if (at) {
          const answer = diagnoseCode(this.parser, source, { rest, at });
          this.placeAnswered = Promise.allSettled([answer]);
          return answer;
        }
        const behindPlaces = async (): Promise<void> => {
          await rest();
          await this.placeAnswered;
        };
        return behindPlaces().then(() => diagnoseCode(this.parser, source, { rest: behindPlaces }));
      }),
      answering(READ_CONFIGURATION, ({ text }) => diagnoseConfiguration(this.parser, text)),
      answering(FIND_FIXES, async ({ source, wanted }) => [
        ...(await findFixes(this.parser, source, chosenBy(wanted))),
        ...(source.grammar === null ? [] : await findReplacements(this.parser, source, chosenBy(wanted))),
      ]),
      answering(FIX_ALL, ({ source, wanted }) => fixAll(this.parser, source, chosenBy(wanted))),
      answering(PLOT_LOSS, (request) =>
        readWithImports(this.parser, request.source, (file) => plotted(file, request)),
      ),
    ]);
  }

  receive(message: unknown): void {
    this.answerer.receive(v.parse(toWorkerSchema, message));
  }

  private grammar(file: GrammarFile): Uint8Array {
    const bytes = this.grammars.get(file);
    if (bytes === undefined) {
      throw new RangeError(`The grammar ${file} was not handed to the worker.`);
    }
    return bytes;
  }
}

/** Lets the worker take the messages that have come while it was at work. */
function messagesReceived(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

function chosenBy(wanted: FixRequest['wanted']): (diagnostic: Diagnostic) => boolean {
  return ({ rule, range, severity }) => {
    switch (wanted.by) {
      case 'exception':
        // A hint is for its author to decide.
        return severity !== 'information' && !wanted.rules.includes(rule);
      case 'rule':
        return wanted.rule === rule;
      case 'place':
        return wanted.places.some(
          (place) => place.rule === rule && place.start === range.start && place.end === range.end,
        );
    }
  };
}

function plotted(file: SourceFile, { name, place, settings }: PlotRequest): LossCurves | null {
  const loss: CodeLoss | undefined = everyLossOf(file).filter((each) => each.name === name)[place];
  return loss ? ifUnderstood(() => curvesOf(file, loss, settings)) : null;
}
