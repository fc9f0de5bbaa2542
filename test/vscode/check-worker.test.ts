import { assert } from 'chai';
import * as vscode from 'vscode';
import type { Report } from '../../src/check/report/report';

type WorkerClass = new (
  address: string,
) => { addEventListener(type: 'message', listener: () => void): void; terminate(): void };

/** The browser's extension host has the class `Worker`; that of Node has no such global. */
const host = globalThis as { Worker?: WorkerClass };
const BrowserWorker = host.Worker;

if (BrowserWorker !== undefined) {
  describe('a check in the browser', () => {
    afterEach(async () => {
      host.Worker = BrowserWorker;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('runs in a worker, which ends with it', async () => {
      const seen: string[] = [];
      host.Worker = new Proxy(BrowserWorker, {
        construct(target, [address]: [string]) {
          const worker = new target(address);
          seen.push('started');
          worker.addEventListener('message', () => seen.push('message'));
          const terminate = worker.terminate.bind(worker);
          worker.terminate = () => {
            seen.push('ended');
            terminate();
          };
          return worker;
        },
      });
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder, 'the example workspace is not open');
      const uri = vscode.Uri.joinPath(folder, 'data/focal_epoch16.npz');
      const report = await vscode.commands.executeCommand<Report | undefined>('focalLoss.checkTensors', uri, [
        uri,
      ]);
      assert.strictEqual(report?.counts.elements, 61440);
      assert.deepEqual([...new Set(seen)], ['started', 'message', 'ended']);
    });
  });
}
