import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  type CsvRequest,
  type FromViewerPage,
  fromViewerPageSchema,
  type Shown,
  type ToViewerPage,
} from '../../protocol/viewer';
import { type CsvRun, csvOfSlice, csvSize } from '../../services/export-csv';
import { arrayNameOf } from '../../tensor/file-names';
import { type ArrayInfo, TensorFileError } from '../../tensor/tensor-file';
import type { ArraySummaries, FileVersion } from '../../workers/array-summaries';
import { errorText } from '../error-text';
import { messages } from '../messages';
import { webviewHtml, webviewOptions } from '../webview';
import { performExport } from '../webview-export';
import type { TensorDocument } from './tensor-document';

type ReadRequest = Extract<FromViewerPage, { type: 'read' }>;

/** A CSV file with at most this many cells is written without progress, because it takes no time. */
const QUICK_CELLS = 50_000;

/** One editor tab with a tensor file. It answers the requests of its page. */
export class ViewerPanel {
  private ready = false;
  /** Reads in progress, by request. */
  private readonly reads = new Map<number, AbortController>();
  /** Statistics in progress, by array. */
  private readonly summaries = new Map<string, AbortController>();
  private readonly questions = new Map<number, (shown: Shown | undefined) => void>();
  private asked = 0;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly document: TensorDocument,
    private readonly statistics: ArraySummaries,
    extensionUri: vscode.Uri,
  ) {
    panel.webview.options = webviewOptions(extensionUri);
    const changes = document.onDidChange(() => this.show(true));
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromViewerPageSchema, message)),
    );
    panel.onDidDispose(() => {
      changes.dispose();
      this.stopAll();
      for (const answer of this.questions.values()) {
        answer(undefined);
      }
      this.questions.clear();
    });
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      bundle: 'viewer',
      element: 'focal-viewer-page',
      title: messages().features.viewerTitle,
    });
  }

  /** Waits until the page shows something, and returns that; undefined when the tab is closed before. */
  shown(): Promise<Shown | undefined> {
    this.asked += 1;
    const request = this.asked;
    return new Promise((resolve) => {
      this.questions.set(request, resolve);
      if (this.ready) {
        this.send({ type: 'describe', request });
      }
    });
  }

  private async receive(message: FromViewerPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.stopAll();
        await this.show(false);
        for (const request of this.questions.keys()) {
          this.send({ type: 'describe', request });
        }
        return;
      case 'read':
        return this.read(message);
      case 'abandon':
        for (const request of message.requests) {
          this.reads.get(request)?.abort(new vscode.CancellationError());
        }
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
      case 'shown':
        this.questions.get(message.request)?.(message.shown);
        this.questions.delete(message.request);
        return;
      case 'copyText':
      case 'saveFile':
        this.send(await performExport(message));
    }
  }

  /** Shows the list of arrays, or the error why the file cannot be read. */
  private async show(changed: boolean): Promise<void> {
    try {
      const { file } = await this.document.current();
      this.send({
        type: 'opened',
        file: file.name,
        format: file.format,
        byteSize: file.size,
        arrays: file.arrays.map(({ shape, ...array }) => ({ ...array, shape: [...shape] })),
        refused: file.refused.map(({ name, error }) => ({ name, reason: error.problem })),
        changed,
      });
    } catch (error) {
      this.send({ type: 'failed', message: errorText(error) });
    }
  }

  private async read({ request, array: name, ranges }: ReadRequest): Promise<void> {
    const stop = new AbortController();
    this.reads.set(request, stop);
    try {
      const version = await this.document.current();
      const array = arrayNamed(version, name);
      const signal = AbortSignal.any([stop.signal, version.signal]);
      this.send({ type: 'values', request, values: await version.file.box(array, ranges, signal) });
    } catch (error) {
      // An abandoned request, or one of an earlier version of the file, gets no answer.
      if (!(error instanceof vscode.CancellationError)) {
        this.send({ type: 'unread', request, message: errorText(error) });
      }
    } finally {
      this.reads.delete(request);
    }
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
      this.send(await performExport({ type: 'saveFile', format: 'csv', suggestedName, content }));
    } catch (error) {
      this.send(exportFailure(error, version?.signal.aborted === true));
    }
  }

  private stopAll(): void {
    for (const stop of [...this.reads.values(), ...this.summaries.values()]) {
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
    throw new TensorFileError(file.name, messages().features.arrayIsGone, { array: name });
  }
  return array;
}
