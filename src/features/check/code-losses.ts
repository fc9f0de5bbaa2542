import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Evaluation, Report } from '../../check/report/report';
import { CODE_EXTENSIONS, type CodeOfFile, codeOfFile } from '../../code/syntax/code-file';
import { mayHaveLoss } from '../../code/syntax/worth-parsing';
import { isSameLoss, type LossAddress, lossAddressSchema } from '../../protocol/loss-plot';
import type { CheckSettings } from '../../protocol/report';
import { filesOf } from '../../services/check-input';
import { reportForEvaluation } from '../../services/evaluate-input';
import type { FoundLoss, LossSource } from '../../services/list-losses-input';
import type { TriedLosses } from '../../services/panel-tried-losses';
import { withImports } from '../../services/with-imports';
import { EVALUATE, LIST_LOSSES, TRY_LOSSES, WANTED_IMPORTS } from '../../workers/jobs';
import { type JobHost, runInWorker } from '../../workers/run-job';
import { importedText } from '../imported-text';
import { messages } from '../messages';
import { fileLabel } from '../workspace-file';
import { searchWorkspace } from '../workspace-search';

/** Most files that are read in search of losses. */
const MOST_FILES = 2000;

/** Most files whose losses are run that nobody asked for. */
const MOST_TRIED = 16;

/** Most milliseconds of running losses that nobody asked for. */
const LONGEST_TRIAL = 5000;

/** The losses of the workspace: their list, the one chosen for given tensors, and their run in a worker. */
export class CodeLosses {
  private readonly grammars: string;

  constructor(
    private readonly host: JobHost,
    private readonly memory: vscode.Memento,
    extensionUri: vscode.Uri,
  ) {
    this.grammars = `${vscode.Uri.joinPath(extensionUri, 'dist', 'grammars').toString()}/`;
  }

  /** Lets the user choose a loss of the workspace for these tensors; undefined when the user chooses none. */
  async choose(settings: CheckSettings): Promise<LossAddress | undefined> {
    const cancelling = new vscode.CancellationTokenSource();
    const { evaluation: says } = messages();
    const key = `focalLoss.code:${settings.files.toSorted().join('|')}`;
    const remembered = v.safeParse(lossAddressSchema, this.memory.get(key));
    const last = remembered.success ? remembered.output : undefined;
    const items = this.find(cancelling.token).then((found) => itemsOf(found, last));
    const picked = await vscode.window.showQuickPick(items, {
      title: says.whichLoss,
      placeHolder: says.lossesOfWorkspace,
      matchOnDescription: true,
    });
    cancelling.cancel();
    if (picked?.address === undefined) {
      return undefined;
    }
    await this.memory.update(key, picked.address);
    return picked.address;
  }

  /** @throws ProblemError for a loss that there is no more, and the errors of reading */
  async evaluate(
    settings: CheckSettings,
    { uri, name, place }: LossAddress,
    report: Report,
    signal: AbortSignal,
  ): Promise<Evaluation> {
    const location = vscode.Uri.parse(uri, true);
    const own = { uri, file: fileLabel(location), code: { ...(await codeAt(location)), imports: [] } };
    const [{ code } = own] = await this.withImports([own], signal);
    const input = {
      files: filesOf(settings),
      report: reportForEvaluation(report),
      loss: {
        ...{ file: fileLabel(location), name, place, settings: {} },
        code,
      },
      grammars: this.grammars,
    };
    return runInWorker(this.host, EVALUATE, input, { signal, onProgress: () => undefined });
  }

  /** The files of the workspace with losses, the newest first. */
  async sources(token?: vscode.CancellationToken): Promise<LossSource[]> {
    const files = await searchWorkspace(
      {
        extensions: CODE_EXTENSIONS,
        skipped: ['node_modules', 'site-packages', 'dist', 'build'],
        most: MOST_FILES,
      },
      token,
    );
    const found: { source: LossSource; changed: number }[] = [];
    for (const uri of files) {
      const code = token?.isCancellationRequested === true ? undefined : await codeIfAny(uri);
      if (code !== undefined && mayHaveLoss(code.text)) {
        const { mtime } = await vscode.workspace.fs.stat(uri);
        const source = { uri: uri.toString(), file: fileLabel(uri), code: { ...code, imports: [] } };
        found.push({ source, changed: mtime });
      }
    }
    return found.sort((one, other) => other.changed - one.changed).map(({ source }) => source);
  }

  /**
   * Runs losses on the tensors of a report, to see which give a loss value.
   * @throws the errors of reading, and the reason of the signal
   */
  async tryAll(
    settings: CheckSettings,
    report: Report,
    sources: LossSource[],
    signal: AbortSignal,
  ): Promise<TriedLosses> {
    const whole = await this.withImports(sources.slice(0, MOST_TRIED), signal);
    const input = {
      files: filesOf(settings),
      report: reportForEvaluation(report),
      ...{ sources: whole, grammars: this.grammars, milliseconds: LONGEST_TRIAL },
    };
    const losses = await runInWorker(this.host, TRY_LOSSES, input, { signal, onProgress: () => undefined });
    return { losses, imported: whole.flatMap(importedBy) };
  }

  private withImports(sources: LossSource[], signal: AbortSignal): Promise<LossSource[]> {
    const { host, grammars } = this;
    return withImports(sources, {
      placeOf: ({ uri, code: { grammar } }) => {
        const location = vscode.Uri.parse(uri, true);
        const folder = vscode.workspace.getWorkspaceFolder(location);
        return folder === undefined ? null : { path: location.path, root: folder.uri.path, grammar };
      },
      read: ({ uri }, path) => importedText(vscode.Uri.parse(uri, true).with({ path })),
      wantedBy: (asking) =>
        runInWorker(
          host,
          WANTED_IMPORTS,
          { sources: asking, grammars },
          { signal, onProgress: () => undefined },
        ),
    });
  }

  private async find(token: vscode.CancellationToken): Promise<FoundLoss[]> {
    const sources = await this.sources(token);
    if (sources.length === 0) {
      return [];
    }
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => cancelling.abort());
    try {
      const run = { signal: cancelling.signal, onProgress: () => undefined };
      return await runInWorker(this.host, LIST_LOSSES, { sources, grammars: this.grammars }, run);
    } finally {
      listening.dispose();
    }
  }
}

/** The files that a file was found to import. */
function importedBy({ uri, code }: LossSource): string[] {
  const location = vscode.Uri.parse(uri, true);
  const folder = vscode.workspace.getWorkspaceFolder(location)?.uri ?? location;
  return code.imports.flatMap(({ file }) =>
    file === null ? [] : [vscode.Uri.joinPath(folder, file.path).toString()],
  );
}

interface LossItem extends vscode.QuickPickItem {
  /** Absent from the item that says that there is none. */
  readonly address?: LossAddress;
}

/** The losses, that of the last time first. */
function itemsOf(found: readonly FoundLoss[], last: LossAddress | undefined): LossItem[] {
  const { evaluation: says } = messages();
  if (found.length === 0) {
    return [{ label: says.noLosses }];
  }
  const isLast = (loss: FoundLoss): boolean => last !== undefined && isSameLoss(loss, last);
  const ordered = [...found.filter(isLast), ...found.filter((loss) => !isLast(loss))];
  return ordered.map((loss) => {
    const { uri, name, place } = loss;
    const file = fileLabel(vscode.Uri.parse(uri, true));
    return {
      label: name,
      description: says.place({ file, cell: loss.cell, line: loss.line }),
      ...(isLast(loss) ? { detail: says.lastChosen } : {}),
      address: { uri, name, place },
    };
  });
}

/** The code as it stands in the editor, else in the file. @throws ProblemError for a file that is no code */
async function codeAt(uri: vscode.Uri): Promise<CodeOfFile> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return codeOfFile(fileLabel(uri), text);
}

/** Undefined for a file that cannot be read, such as a broken notebook: it offers no loss. */
async function codeIfAny(uri: vscode.Uri): Promise<CodeOfFile | undefined> {
  return codeAt(uri).catch(() => undefined);
}
