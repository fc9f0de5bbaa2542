import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { messages } from '../messages';

/** Opens a terminal in which `focal-loss` runs the command line of this extension, by VS Code's own Node. */
export async function openTerminal(context: vscode.ExtensionContext): Promise<void> {
  const folder = join(context.globalStorageUri.fsPath, 'bin');
  await writeScripts(folder, context.asAbsolutePath('dist/cli.js'));
  const terminal = vscode.window.createTerminal({
    name: 'focal-loss',
    iconPath: new vscode.ThemeIcon('graph-line'),
    env: { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` },
    message: messages().features.terminalGreeting,
  });
  terminal.show();
}

/** Writes a script for every shell: each update of the extension or of VS Code moves what they call. */
async function writeScripts(folder: string, commandLine: string): Promise<void> {
  // VS Code for the desktop is Electron, which is Node when this variable is set; Node itself does not know it.
  const variable = 'ELECTRON_RUN_AS_NODE';
  const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;
  const shell = join(folder, 'focal-loss');
  await mkdir(folder, { recursive: true });
  await writeFile(
    shell,
    `#!/bin/sh\n${variable}=1 exec ${quoted(process.execPath)} ${quoted(commandLine)} "$@"\n`,
  );
  await chmod(shell, 0o755);
  // Percent signs are variables in a batch file, unless doubled.
  const literal = (path: string) => `"${path.replaceAll('%', '%%')}"`;
  await writeFile(
    join(folder, 'focal-loss.cmd'),
    `@set ${variable}=1\r\n@${literal(process.execPath)} ${literal(commandLine)} %*\r\n`,
  );
}
