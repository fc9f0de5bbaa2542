import * as vscode from 'vscode';
import { Answers } from './answers/answers';
import { type CheckCommand, checkCommand } from './check/command';
import { jobHost, type TensorAccess } from './job-host';
import { loadMessages } from './messages';
import { Viewers } from './viewer/viewers';

/** The features that read tensor files. */
export interface TensorFeatures {
  readonly command: CheckCommand;
  readonly viewers: Viewers;
  readonly answers: Answers;
}

export async function createTensorFeatures(
  context: vscode.ExtensionContext,
  access: TensorAccess,
): Promise<TensorFeatures> {
  await loadMessages();
  const log = vscode.window.createOutputChannel('Focal Loss', { log: true });
  context.subscriptions.push(log);
  const host = jobHost(access, log);
  const viewers = new Viewers({ openFile: access.openFile, host, log }, context.extensionUri);
  return {
    command: checkCommand(context, host, (file, place) => viewers.show(file, place)),
    viewers,
    answers: new Answers(context.extensionUri, access.openFile),
  };
}
