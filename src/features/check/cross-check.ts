import * as v from 'valibot';
import * as vscode from 'vscode';
import { type CrossCheck, type EngineChoice, engineChoiceSchema } from '../../check/report/cross-check';
import { filesOf } from '../../services/check-input';
import { reportForEvaluation } from '../../services/evaluate-input';
import type { RunOnReport } from '../../services/panel-run';
import { CROSS_CHECK } from '../../workers/jobs';
import { type JobHost, runInWorker } from '../../workers/run-job';

/** Compares reports with TensorFlow.js in a worker, as the settings have it. */
export function crossCheckIn(host: JobHost, extensionUri: vscode.Uri): RunOnReport<CrossCheck> {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'tensorflow.js').toString();
  return (settings, report, signal) => {
    const input = {
      files: filesOf(settings),
      report: reportForEvaluation(report),
      asked: engineOfSettings(),
      script,
      folders: foldersOfPackage(),
      isTrusted: vscode.workspace.isTrusted,
    };
    return runInWorker(host, CROSS_CHECK, input, { signal, onProgress: () => undefined });
  };
}

function engineOfSettings(): EngineChoice {
  const parsed = v.safeParse(
    engineChoiceSchema,
    vscode.workspace.getConfiguration('focalLoss').get('engine'),
  );
  return parsed.success ? parsed.output : 'auto';
}

/** The folder of the setting, which a workspace cannot set, and those of the workspace, whose code runs only if it is trusted. */
function foldersOfPackage(): string[] {
  const set = vscode.workspace.getConfiguration('focalLoss').get('tfjsNodePath');
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return [
    ...(typeof set === 'string' && set !== '' ? [set] : []),
    ...folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath),
  ];
}
