import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import * as vscode from 'vscode';
import { version } from '../../package.json';

describe('open terminal', () => {
  it('has focal-loss on the path of the terminal that it opens', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const [said, report] = ['version', 'report'].map((name) =>
      join(tmpdir(), `focal-loss-${process.pid}-${name}`),
    );
    assert.ok(said && report);
    await vscode.commands.executeCommand('focalLoss.openTerminal');
    const terminal = vscode.window.terminals.find(({ name }) => name === 'focal-loss');
    assert.ok(terminal);
    try {
      terminal.sendText(`focal-loss --version > "${said}"`);
      assert.strictEqual(await written(said), `${version}\n`);
      terminal.sendText(`focal-loss check data/focal_epoch16.npz --json > "${report}"`);
      assert.strictEqual(JSON.parse(await written(report)).counts.elements, 61_440);
    } finally {
      terminal.dispose();
      await Promise.all([said, report].map((file) => rm(file, { force: true })));
    }
  });
});

/** The content of a file that a terminal writes, once its last line has ended. */
async function written(file: string): Promise<string> {
  const limit = Date.now() + 30_000;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(absent);
    if (text.endsWith('\n')) {
      return text;
    }
    if (Date.now() > limit) {
      throw new Error(`The terminal wrote nothing into ${file}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') {
    return '';
  }
  throw error;
}
