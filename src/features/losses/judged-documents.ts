import * as vscode from 'vscode';
import { type ConfiguredSite, focalSiteOf } from '../../code/configurations/configured-site';
import { type AnsweredImport, followImports } from '../../code/imports/follow-imports';
import { type DefinitionPlace, importedDefinition } from '../../code/imports/imported-definition';
import type { FocalSite } from '../../code/losses/focal-site';
import type { DiagnosedCode, DiagnosedLoss, UseOfLosses } from '../../code/rules/diagnose';
import { countedFrom, type Diagnostic, everyDiagnostic } from '../../code/rules/diagnostic';
import { type Grammar, grammarOfLanguage } from '../../code/syntax/languages';
import type { CodeSource, FixRequest } from '../../workers/code-questions';
import type { CodeRunner } from '../../workers/code-runner';
import { fileOf, isConfigurationDocument, textAround } from '../code-text';
import type { ImportedFiles } from './imported-files';
import { ownLosses } from './own-losses';

/** Most texts whose verdicts are kept. */
const MOST_TEXTS = 32;

/** The focal losses that a place of a document uses, with the lines and offsets of the document. */
export interface UsedLosses {
  readonly losses: readonly DiagnosedLoss[];
  /** Where a name that the document imports is defined in the workspace; undefined where that is not known. */
  definitionOf(name: string): (DefinitionPlace & { readonly uri: string }) | undefined;
}

/** The losses of a text, with the files that they needed. */
interface Judged {
  readonly losses: readonly DiagnosedLoss[];
  readonly atSites: readonly Diagnostic[];
  readonly imports: readonly AnsweredImport[];
  /** The values that a configuration gives; those of code are found where they are asked for. */
  readonly sites: readonly ConfiguredSite[];
}

/** Of a document that is none of code any more. */
const NOTHING: Judged = { losses: [], atSites: [], imports: [], sites: [] };

/** A text that is run, or was. */
interface Entry {
  readonly file: string;
  readonly grammar: Grammar | undefined;
  readonly judged: Promise<Judged>;
  /** The imports that the text turned out to need. */
  imports: readonly AnsweredImport[];
  /** False while it runs. */
  isSettled: boolean;
  /** Gives the run up. */
  readonly stop: AbortController;
}

/** The verdicts and faults of the losses in open documents. A text is run once; all features share one instance. */
export class JudgedDocuments implements vscode.Disposable {
  private readonly known = new Map<string, Entry>();
  /** The text of each file that is run now, by its key. */
  private readonly running = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watching: vscode.Disposable;

  constructor(
    private readonly runner: CodeRunner,
    private readonly files: ImportedFiles,
  ) {
    this.watching = vscode.Disposable.from(
      this.changed,
      files.onDidChange((uri) => this.forgetImporters(uri.toString())),
    );
  }

  /** Tells that a file changed which the losses of another one import. */
  get onDidChange(): vscode.Event<void> {
    return this.changed.event;
  }

  /** The losses of a document, in their order; none for another language, and when cancelled. */
  async get(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<DiagnosedLoss[]> {
    const own = ownLosses(document);
    const judged = await this.judgedOf(document);
    return judged && !token.isCancellationRequested ? own(judged.losses) : [];
  }

  /**
   * The losses that a place of a document uses. While the document has not been run as a whole, they alone are.
   *
   * @returns undefined when cancelled
   */
  async at(
    document: vscode.TextDocument,
    { offset, names }: UseOfLosses,
    token: vscode.CancellationToken,
  ): Promise<UsedLosses | undefined> {
    const own = ownLosses(document);
    const source = textOf(document);
    const entry = this.known.get(keyOf(document, source));
    const stop = new AbortController();
    const stopping = token.onCancellationRequested(() => stop.abort());
    try {
      const use = { offset: textAround(document).start + offset, names };
      const judged =
        source && !entry?.isSettled
          ? await this.judge(source, document, this.importsBefore(document, source), (code) =>
              this.runner.judgeAt(code, use, stop.signal),
            )
          : await this.judgedOf(document);
      const { imports } = judged ?? NOTHING;
      return token.isCancellationRequested
        ? undefined
        : {
            losses: judged ? own(judged.losses) : [],
            definitionOf: (name) => this.definitionOf(document, name, imports),
          };
    } catch (error) {
      if (stop.signal.aborted) {
        return undefined;
      }
      throw error;
    } finally {
      stopping.dispose();
    }
  }

  /** Everything that is wrong in a document, with its offsets: with its losses, and with the values that they are given. */
  async diagnosticsOf(document: vscode.TextDocument): Promise<Diagnostic[]> {
    const { start } = textAround(document);
    const length = document.getText().length;
    const judged = await this.judgedOf(document);
    const all = judged ? everyDiagnostic(judged) : [];
    return all.flatMap((diagnostic) => {
      const own = countedFrom(diagnostic, start);
      return own.range.start >= 0 && own.range.end <= length ? [own] : [];
    });
  }

  /** The places of a configuration of YAML or JSON that give α and γ. */
  async sitesOf(configuration: vscode.TextDocument): Promise<FocalSite[]> {
    const judged = await this.judgedOf(configuration);
    return (judged?.sites ?? []).map(focalSiteOf);
  }

  /** The text in which the losses of a document are run, of a notebook all cells, with the files that it imports. */
  async sourceOf(document: vscode.TextDocument): Promise<CodeSource | undefined> {
    const source = textOf(document);
    const judged = await this.judgedOf(document);
    return source && judged && { ...source, imports: [...judged.imports] };
  }

  /** The text in which the faults of a document are mended. */
  async textToMend(document: vscode.TextDocument): Promise<FixRequest['source'] | undefined> {
    return isConfigurationDocument(document)
      ? { text: document.getText(), grammar: null, imports: [] }
      : this.sourceOf(document);
  }

  dispose(): void {
    this.watching.dispose();
  }

  private judgedOf(document: vscode.TextDocument): Promise<Judged> | undefined {
    const source = textOf(document);
    if (!source && !isConfigurationDocument(document)) {
      return undefined;
    }
    const key = keyOf(document, source);
    const entry = this.known.get(key) ?? this.begin(key, source, document);
    this.known.delete(key);
    this.known.set(key, entry);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_TEXTS) {
      this.known.delete(oldest);
    }
    return entry.judged.catch((error: unknown) => {
      if (entry.stop.signal.aborted) {
        // The document has another text by now.
        return this.judgedOf(document) ?? NOTHING;
      }
      throw error;
    });
  }

  /** Runs a text. Nobody needs an earlier version of it any more that still runs. */
  private begin(
    key: string,
    source: Omit<CodeSource, 'imports'> | undefined,
    document: vscode.TextDocument,
  ): Entry {
    const file = fileOf(document).toString();
    const grammar = source?.grammar;
    const versions = `${grammar} ${file}`;
    const older = this.running.get(versions);
    if (older !== undefined) {
      this.known.get(older)?.stop.abort();
      this.known.delete(older);
    }
    this.running.set(versions, key);
    const imports = this.importsBefore(document, source);
    const stop = new AbortController();
    const judged = source
      ? this.judge(source, document, imports, (code) => this.runner.judge(code, stop.signal))
      : this.read(document);
    const entry: Entry = { file, grammar, judged, imports, isSettled: false, stop };
    const settle = (): void => {
      if (this.running.get(versions) === key) {
        this.running.delete(versions);
      }
    };
    judged.then(
      (found) => {
        settle();
        entry.imports = found.imports;
        entry.isSettled = true;
      },
      () => {
        settle();
        if (this.known.get(key) === entry) {
          this.known.delete(key);
        }
      },
    );
    return entry;
  }

  /** The imports that the version of a text needed which was run last. */
  private importsBefore(
    document: vscode.TextDocument,
    source: Omit<CodeSource, 'imports'> | undefined,
  ): readonly AnsweredImport[] {
    const file = fileOf(document).toString();
    const before = [...this.known.values()].findLast(
      (each) => each.file === file && each.grammar === source?.grammar,
    );
    return before?.imports ?? [];
  }

  private definitionOf(
    document: vscode.TextDocument,
    name: string,
    imports: readonly AnsweredImport[],
  ): ReturnType<UsedLosses['definitionOf']> {
    const root = this.files.placeOf(document)?.root;
    const place = importedDefinition(name, imports);
    const file = fileOf(document);
    return place && root !== undefined
      ? { ...place, uri: file.with({ path: `${root}/${place.path}` }).toString() }
      : undefined;
  }

  private async judge(
    source: Omit<CodeSource, 'imports'>,
    document: vscode.TextDocument,
    before: readonly AnsweredImport[],
    ask: (code: CodeSource) => Promise<DiagnosedCode>,
  ): Promise<Judged> {
    const { result, answers } = await followImports(
      this.files.placeOf(document),
      (path) => this.files.read(document, path),
      (imports) => ask({ ...source, imports: [...imports] }),
      before,
    );
    return { losses: result.losses, atSites: result.atSites, imports: answers, sites: [] };
  }

  private async read(configuration: vscode.TextDocument): Promise<Judged> {
    return { ...(await this.runner.readConfiguration(configuration.getText())), imports: [] };
  }

  /** Any file of code may be one that an import means, also one that was not there before. */
  private forgetImporters(changed: string): void {
    const importers = [...this.known].filter(
      ([, { file, imports }]) => imports.length > 0 && file !== changed,
    );
    for (const [key] of importers) {
      this.known.delete(key);
    }
    if (importers.length > 0) {
      this.changed.fire();
    }
  }
}

/** The key of a text: of a notebook all cells of a language. */
function keyOf(document: vscode.TextDocument, source: Omit<CodeSource, 'imports'> | undefined): string {
  return JSON.stringify([source?.grammar, fileOf(document).toString(), source?.text ?? document.getText()]);
}

function textOf(document: vscode.TextDocument): Omit<CodeSource, 'imports'> | undefined {
  const grammar = grammarOfLanguage(document.languageId);
  return grammar && { text: textAround(document).text, grammar };
}
