import * as vscode from 'vscode';
import { type CheckCommand, checkCommand } from './check/command';
import type { CheckHost } from './check/run-check';
import { Viewers } from './viewer/viewers';

/** The features that read tensor files. */
export interface TensorFeatures {
  readonly command: CheckCommand;
  readonly viewers: Viewers;
}

export function createTensorFeatures(
  context: vscode.ExtensionContext,
  host: Omit<CheckHost, 'log'>,
): TensorFeatures {
  const log = vscode.window.createOutputChannel('Focal Loss', { log: true });
  context.subscriptions.push(log);
  return {
    command: checkCommand(context, { ...host, log }),
    viewers: new Viewers({ ...host, log }, context.extensionUri),
  };
}
