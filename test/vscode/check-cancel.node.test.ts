import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { assert } from 'chai';
import * as vscode from 'vscode';
import type { Report } from '../../src/check/report/report';
import { writeZeros } from '../unit/tensor/zeros-file';

/** Enough elements that no machine finishes the check before the test has seen its progress. */
const ELEMENTS = 2_000_000_000;

/** Starts a check like the Explorer's context menu, and waits for its worker. */
async function startCheck(folder: string): Promise<{ report: Thenable<Report | undefined>; worker: Worker }> {
  const started = once(process, 'worker');
  const uri = vscode.Uri.file(join(folder, 'logits.npy'));
  const report = vscode.commands.executeCommand<Report | undefined>('focalLoss.checkTensors', uri, [uri]);
  const [worker] = await started;
  return { report, worker };
}

describe('a long check', () => {
  let folder: string;
  before(async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(workspace, 'the example workspace is not open');
    folder = await mkdtemp(join(workspace, 'large-'));
    await writeZeros(join(folder, 'logits.npy'), '<f4', ELEMENTS);
    await writeZeros(join(folder, 'targets.npy'), '|u1', ELEMENTS);
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('leaves the extension host free, and ends when its panel is closed', async () => {
    const { report, worker } = await startCheck(folder);
    let isOver = false;
    const over = report.then((outcome) => {
      isOver = true;
      return outcome;
    });
    for (let turn = 0; turn < 20; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await vscode.commands.getCommands(true);
    }
    assert.isFalse(isOver, 'the check was over before the extension host had answered twenty times');
    const ended = once(worker, 'exit');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.isUndefined(await over);
    await ended;
  });

  it('ends when the same files are checked again', async () => {
    const first = await startCheck(folder);
    const ended = once(first.worker, 'exit');
    const second = await startCheck(folder);
    assert.isUndefined(await first.report);
    await ended;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.isUndefined(await second.report);
  });
});
