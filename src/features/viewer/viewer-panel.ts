import * as v from 'valibot';
import * as vscode from 'vscode';
import { Answerer, Asker, answering } from '../../protocol/requests';
import {
  type CsvRequest,
  type FromViewerPage,
  fromViewerPageSchema,
  READ_BOX,
  type ReadBox,
  SHOWN,
  type Shown,
  type ToViewerPage,
  type ViewedPlace,
} from '../../protocol/viewer';
import { type CsvRun, csvOfSlice, csvSize } from '../../services/export-csv';
import { arrayNameOf } from '../../tensor/file-names';
import { formatName } from '../../tensor/formats/formats';
import { type ArrayInfo, type ExactValues, TensorFileError } from '../../tensor/tensor-file';
import type { ArraySummaries, FileVersion } from '../../workers/array-summaries';
import { errorText, messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';
import type { TensorDocument } from './tensor-document';

/** A CSV file with at most this many cells is written without progress, because it takes no time. */
const QUICK_CELLS = 50_000;

/** One editor tab with a tensor file. It answers the requests of its page. */
export class ViewerPanel {
  private ready = false;
  /** The element to show once the page is loaded. */
  private awaited: ViewedPlace | undefined;
  private readonly page = new Asker((message) => {
    if (this.ready) {
      this.send(message);
    }
  });
  private readonly answerer = new Answerer(
    (message) => this.send(message),
    [answering(READ_BOX, (request, signal) => this.read(request, signal))],
  );
  /** Statistics in progress, by array. */
  private readonly summaries = new Map<string, AbortController>();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: TensorDocument,
    private readonly statistics: ArraySummaries,
    extensionUri: vscode.Uri,
  ) {
    const changes = document.onDidChange(() => this.show(true));
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromViewerPageSchema, message)),
    );
    panel.onDidDispose(() => {
      changes.dispose();
      this.stopAll();
      this.page.end(new Error('The tab was closed before it showed anything.'));
    });
    showPage(panel.webview, extensionUri, {
      bundle: 'viewer',
      element: 'focal-viewer-page',
      title: messages().features.viewerTitle,
    });
  }

  /** Waits until the page shows something, and returns that. Rejects when the tab is closed before. */
  shown(): Promise<Shown> {
    return this.page.ask(SHOWN, null);
  }

  /** Brings the tab to the front and shows an element. */
  goTo(place: ViewedPlace | undefined): void {
    this.panel.reveal();
    this.awaited = place;
    if (this.ready) {
      this.sendAwaited();
    }
  }

  private sendAwaited(): void {
    if (this.awaited !== undefined) {
      this.send({ type: 'goTo', ...this.awaited });
      this.awaited = undefined;
    }
  }

  private async receive(message: FromViewerPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.stopAll();
        await this.show(false);
        this.sendAwaited();
        this.page.repeat();
        return;
      case 'ask':
      case 'withdraw':
        this.answerer.receive(message);
        return;
      case 'answer':
      case 'refusal':
        this.page.receive(message);
        return;
      case 'startStatistics':
        return this.summarise(message.array);
      case 'cancelStatistics':
        this.summaries.get(message.array)?.abort(new vscode.CancellationError());
        return;
      case 'copyValue':
        return this.copy(message.text);
      case 'exportCsv':
        return this.exportCsv(message);
      case 'check':
        await vscode.commands.executeCommand('focalLoss.checkTensors', this.document.uri);
        return;
      case 'copyText':
      case 'saveFile':
        this.send(await performExport(message, this.folder));
    }
  }

  /** Shows the list of arrays, or the error why the file cannot be read. */
  private async show(changed: boolean): Promise<void> {
    try {
      const { file, signal } = await this.document.current();
      // Requests for an earlier version of the file get no answer.
      signal.addEventListener('abort', () => this.answerer.end(), { once: true });
      this.send({
        type: 'opened',
        file: file.name,
        format: formatName(file.format),
        byteSize: file.size,
        arrays: file.arrays.map(({ shape, ...array }) => ({ ...array, shape: [...shape] })),
        refused: file.refused.map(({ name, error }) => ({
          name,
          reason: error.textWithoutPlace(messages().errors),
          shape: error.where.shape ?? null,
        })),
        changed,
      });
    } catch (error) {
      this.send({ type: 'failed', message: errorText(error) });
    }
  }

  private async read({ array, ranges }: ReadBox, signal: AbortSignal): Promise<ExactValues> {
    const version = await this.document.current();
    return version.file.box(arrayNamed(version, array), ranges, signal);
  }

  private async summarise(name: string): Promise<void> {
    if (this.summaries.has(name)) {
      return;
    }
    const stop = new AbortController();
    this.summaries.set(name, stop);
    try {
      const version = await this.document.current();
      await this.statistics.compute(version, arrayNamed(version, name), stop.signal, (statistics) =>
        this.send({ type: 'statistics', array: name, statistics }),
      );
    } catch (error) {
      this.send({
        type: 'statistics',
        array: name,
        statistics: { state: 'failed', message: errorText(error) },
      });
    } finally {
      this.summaries.delete(name);
    }
  }

  private async copy(text: string): Promise<void> {
    try {
      await vscode.env.clipboard.writeText(text);
      this.send({ type: 'exportOutcome', outcome: 'copied', message: messages().features.copied });
    } catch (error) {
      this.send({
        type: 'exportOutcome',
        outcome: 'failed',
        message: messages().features.notCopied(errorText(error)),
      });
    }
  }

  private async exportCsv(request: CsvRequest): Promise<void> {
    let version: FileVersion | undefined;
    try {
      version = await this.document.current();
      const { file, signal } = version;
      const write = (run: CsvRun) => csvOfSlice(file, request, run);
      const content =
        csvSize(request).cells > QUICK_CELLS ? await withProgress(signal, write) : await write({ signal });
      const suggestedName = `${arrayNameOf(request.array)}.csv`.replaceAll(/[\\/:*?"<>|]/g, '_');
      this.send(
        await performExport({ type: 'saveFile', format: 'csv', suggestedName, content }, this.folder),
      );
    } catch (error) {
      this.send(exportFailure(error, version?.signal.aborted === true));
    }
  }

  /** The folder of the file, where exports are saved. */
  private get folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.document.uri, '..');
  }

  private stopAll(): void {
    this.answerer.end();
    for (const stop of this.summaries.values()) {
      stop.abort(new vscode.CancellationError());
    }
  }

  private send(message: ToViewerPage): void {
    void this.panel.webview.postMessage(message);
  }
}

/** @param hasChanged true if the file was written meanwhile, which ends all reads of it */
function exportFailure(error: unknown, hasChanged: boolean): ToViewerPage {
  if (!(error instanceof vscode.CancellationError)) {
    return { type: 'exportOutcome', outcome: 'failed', message: errorText(error) };
  }
  return hasChanged
    ? {
        type: 'exportOutcome',
        outcome: 'failed',
        message: messages().features.fileChangedMeanwhile,
      }
    : { type: 'exportOutcome', outcome: 'cancelled', message: messages().features.notSaved };
}

/** Shows the progress of writing, with a button to cancel. */
async function withProgress(signal: AbortSignal, write: (run: CsvRun) => Promise<string>): Promise<string> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: messages().features.writingCsv,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
    let told = 0;
    const onProgress = (fraction: number) => {
      progress.report({ increment: 100 * (fraction - told) });
      told = fraction;
    };
    return write({ signal: AbortSignal.any([signal, stop.signal]), onProgress });
  });
}

function arrayNamed({ file }: FileVersion, name: string): ArrayInfo {
  const array = file.arrays.find((one) => one.name === name);
  if (array === undefined) {
    throw new TensorFileError(file.name, { id: 'array-gone', facts: {} }, { array: name });
  }
  return array;
}
