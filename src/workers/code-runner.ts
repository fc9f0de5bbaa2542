import * as v from 'valibot';
import type { Fix } from '../code/fixes/find-fixes';
import type { MendedText } from '../code/fixes/fix-all';
import { grammarOfPath } from '../code/imports/candidates';
import type { DiagnosedCode, UseOfLosses } from '../code/rules/diagnose';
import type { DiagnosedConfiguration } from '../code/rules/diagnose-configuration';
import type { Grammar } from '../code/syntax/languages';
import type { GrammarFile, GrammarLoader } from '../code/syntax/parser';
import type { LossCurves } from '../code/verdict/curve-document';
import type { WorkerEnd } from '../messages/facts';
import { ProblemError } from '../messages/problem-error';
import { Asker, type AskOptions, answerSchema, type Question, refusalSchema } from '../protocol/requests';
import {
  type CodeSource,
  FIND_FIXES,
  FIX_ALL,
  type FixRequest,
  JUDGE,
  LOAD_GRAMMAR,
  PLOT_LOSS,
  type PlotRequest,
  READ_CONFIGURATION,
} from './code-questions';
import type { RunningWorker, Workers } from './start-worker';

/** Milliseconds within which a question must be answered. The losses have budgets of their own, which end far earlier. */
const LONGEST_RUN = 60_000;

/** A worker with the grammars that it has. */
interface Started {
  readonly worker: RunningWorker;
  readonly asker: Asker;
  readonly grammars: Set<GrammarFile>;
}

const fromWorkerSchema = v.variant('type', [answerSchema, refusalSchema]);

/**
 * Runs the losses of code in one worker, which stays for later questions. It takes them one by one, but those for which a person
 * waits at once. A question that takes too long ends the worker, and the next one starts another.
 */
export class CodeRunner {
  private readonly workers: Workers;
  private readonly loadGrammar: GrammarLoader;
  private running: Promise<Started> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(workers: Workers, loadGrammar: GrammarLoader) {
    this.workers = workers;
    this.loadGrammar = loadGrammar;
  }

  /**
   * Judges the focal losses of a file.
   *
   * @param signal gives the question up, which costs nothing as long as its turn has not come
   * @throws ProblemError if the worker ends, and the signal's reason
   */
  judge(source: CodeSource, signal: AbortSignal): Promise<DiagnosedCode> {
    return this.ask(JUDGE, { source, at: null }, source, { signal });
  }

  /**
   * Judges the focal losses that a place uses. It does not wait for other questions: the worker takes it between two of their losses.
   *
   * @param signal gives the question up
   * @throws ProblemError if the worker ends, and the signal's reason
   */
  judgeAt(source: CodeSource, { offset, names }: UseOfLosses, signal: AbortSignal): Promise<DiagnosedCode> {
    return this.askNow(JUDGE, { source, at: { offset, names: [...names] } }, grammarFilesOf(source), signal);
  }

  /** The focal losses of a configuration of YAML or JSON. @throws ProblemError if the worker ends */
  readConfiguration(text: string): Promise<DiagnosedConfiguration> {
    return this.ask(READ_CONFIGURATION, { text }, { grammar: null, imports: [] });
  }

  /** The function that a loss computes; null if there is no such loss or it does not run. @throws ProblemError if the worker ends */
  plot(request: PlotRequest): Promise<LossCurves | null> {
    return this.ask(PLOT_LOSS, request, request.source);
  }

  /** The fixes of faults, each of which was run. @throws ProblemError if the worker ends */
  findFixes(request: FixRequest): Promise<readonly Fix[]> {
    return this.ask(FIND_FIXES, request, request.source, {
      more: request.source.grammar === 'tsx' ? ['typescript'] : [],
    });
  }

  /** The text in which faults are mended. @throws ProblemError if the worker ends */
  fixAll(request: FixRequest): Promise<MendedText> {
    return this.ask(FIX_ALL, request, request.source);
  }

  /** Ends the worker. */
  dispose(): void {
    const ended = this.running;
    this.running = undefined;
    ended?.then(
      ({ worker }) => worker.end(),
      () => undefined,
    );
  }

  private ask<Request, Reply>(
    question: Question<Request, Reply>,
    request: Request,
    source: Pick<FixRequest['source'], 'grammar' | 'imports'>,
    { more = [], signal }: { readonly more?: readonly Grammar[]; readonly signal?: AbortSignal } = {},
  ): Promise<Reply> {
    const asked = this.last.then(() => {
      signal?.throwIfAborted();
      return this.askNow(question, request, grammarFilesOf(source, more), signal);
    });
    this.last = asked.catch(() => undefined);
    return asked;
  }

  private async askNow<Request, Reply>(
    question: Question<Request, Reply>,
    request: Request,
    needed: readonly GrammarFile[],
    signal: AbortSignal | undefined,
  ): Promise<Reply> {
    this.running ??= this.start();
    const starting = this.running;
    const { asker, grammars } = await starting.catch((error: unknown) => {
      this.running = undefined;
      throw error;
    });
    const askInTime = async <Wanted, Given>(
      asked: Question<Wanted, Given>,
      about: Wanted,
      options: AskOptions = {},
    ): Promise<Given> => {
      const limit = setTimeout(() => {
        this.dispose();
        asker.end(crashed({ kind: 'silent', seconds: LONGEST_RUN / 1000 }));
      }, LONGEST_RUN);
      return asker.ask(asked, about, options).finally(() => clearTimeout(limit));
    };
    for (const file of needed.filter((each) => !grammars.has(each))) {
      await askInTime(LOAD_GRAMMAR, { file, bytes: await this.loadGrammar(file) });
      grammars.add(file);
    }
    return askInTime(question, request, signal && { signal });
  }

  private start(): Promise<Started> {
    let worker: RunningWorker | undefined;
    const asker = new Asker((message, transfer) => worker?.post(message, transfer));
    const started = this.workers
      .start({
        message: (message) => asker.receive(v.parse(fromWorkerSchema, message)),
        failure: (end) => {
          asker.end(crashed(end));
          if (this.running === started) {
            this.dispose();
          }
        },
      })
      .then((running): Started => {
        worker = running;
        return { worker: running, asker, grammars: new Set() };
      });
    return started;
  }
}

function crashed(end: WorkerEnd): ProblemError {
  return new ProblemError({ id: 'worker-crashed', facts: { end } });
}

function grammarFilesOf(
  source: Pick<FixRequest['source'], 'grammar' | 'imports'>,
  more: readonly Grammar[] = [],
): GrammarFile[] {
  const grammars = [...grammarsOf(source), ...more];
  return ['tree-sitter.wasm', ...grammars.map((grammar): GrammarFile => `tree-sitter-${grammar}.wasm`)];
}

/** The grammars of a text and of the files that it imports. The losses that a configuration names are run as Python. */
function grammarsOf({ grammar, imports }: Pick<FixRequest['source'], 'grammar' | 'imports'>): Grammar[] {
  const others = imports.flatMap(({ file }) => (file && grammarOfPath(file.path)) ?? []);
  return [...new Set([grammar ?? 'python', ...others])];
}
