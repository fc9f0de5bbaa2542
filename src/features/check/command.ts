import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ArrayCandidate } from '../../check/input/select-arrays';
import type { CrossCheck } from '../../check/report/cross-check';
import type { Evaluation, Report } from '../../check/report/report';
import { lossAddressSchema } from '../../protocol/loss-plot';
import { type CheckSettings, checkSettingsSchema } from '../../protocol/report';
import { withTensorFiles } from '../../services/tensor-files';
import { CHECK, EXPLAIN } from '../../workers/jobs';
import { type JobHost, runJob } from '../../workers/run-job';
import { parametersSetByUser } from '../settings';
import { ArrayChoices } from './choose-array';
import { classNamesOf } from './class-names-of';
import { CodeLosses } from './code-losses';
import { crossCheckIn } from './cross-check';
import { findFiles } from './find-files';
import { pickFiles } from './pick-files';
import { printedValue, valueInTerminal } from './printed-value';
import { dataOf, nameOf } from './report-files';
import { ReportPanel, type ReportPanelServices } from './report-panel';
import { readSavedReport } from './saved-report';
import { seriesOf } from './series-of-files';

/** *Focal Loss: Check Tensors*: from a file to its report. */
export interface CheckCommand {
  /**
   * Checks the files that the Explorer passes: the clicked file and all selected files.
   * @returns the report, undefined when there is none
   */
  check(clicked?: vscode.Uri, selected?: vscode.Uri[]): Promise<Report | undefined>;
  /**
   * Runs a loss of the code on the tensors of the active report.
   * @param loss the address of a loss; anything else lets the user choose one
   * @returns the result, undefined when there is none
   */
  runLoss(loss: unknown): Promise<Evaluation | undefined>;
  /**
   * Compares the active report with TensorFlow.js and with finite differences.
   * @returns the result, undefined when there is none
   */
  crossCheck(): Promise<CrossCheck | undefined>;
  /**
   * Explains a loss value in the active report, else in another open one, else in that of files that the user picks.
   * @returns the report, undefined when there is none
   */
  explainLoss(): Promise<Report | undefined>;
  /** Explains the loss value that is selected in the terminal as `explainLoss` does. */
  explainTerminalSelection(): Promise<Report | undefined>;
  /** Takes over a panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

export function checkCommand(
  context: vscode.ExtensionContext,
  host: JobHost,
  showInViewer: ReportPanelServices['showInViewer'],
): CheckCommand {
  const arrayChoices = new ArrayChoices(context.workspaceState);
  const panels = new Set<ReportPanel>();
  const services: ReportPanelServices = {
    extensionUri: context.extensionUri,
    codeLosses: new CodeLosses(host, context.workspaceState, context.extensionUri),
    crossCheck: crossCheckIn(host, context.extensionUri),
    check: async (settings, run) => {
      const saved = await savedReport(settings);
      if (saved !== undefined) {
        return {
          report: saved.report,
          saved: true,
          data: await dataOf(saved.report, saved.uri),
          named: await classNamesOf(settings, saved.report),
        };
      }
      const report = await runJob(host, CHECK, arrayChoices.applyTo(settings), run);
      return { report, saved: false, data: null, named: await classNamesOf(settings, report) };
    },
    chooseArray: (settings, error, signal) => arrayChoices.choose(settings, error, signal),
    chooseArrays: async (settings) => arrayChoices.chooseBoth(settings, await listArrays(host, settings)),
    explain: (input) =>
      runJob(host, EXPLAIN, input, { signal: new AbortController().signal, onProgress: () => undefined }),
    nameOf,
    showInViewer,
    chooseFiles: async (title, except) => {
      const picked = await pickFiles(title, except);
      const files = picked === undefined ? undefined : await findFiles(undefined, picked);
      return files?.map((uri) => uri.toString());
    },
  };
  const track = (panel: ReportPanel) => {
    panels.add(panel);
    panel.onDidDispose(() => panels.delete(panel));
    return panel;
  };

  /** The report in front, else the one that was opened last. */
  const current = (): ReportPanel | undefined => {
    const panel = [...panels].find(({ isActive }) => isActive) ?? [...panels].at(-1);
    panel?.reveal();
    return panel;
  };

  const explain = async (value: string | undefined): Promise<Report | undefined> => {
    if (value === undefined) {
      return undefined;
    }
    const open = current();
    if (open !== undefined) {
      return open.explain(value);
    }
    const files = await findFiles(undefined, undefined);
    if (files === undefined) {
      return undefined;
    }
    const settings = { ...(await settingsOf(host, files)), explained: value };
    return track(ReportPanel.create(services, settings)).check();
  };
  return {
    async check(clicked, selected) {
      const files = await findFiles(clicked, selected);
      if (files === undefined) {
        return undefined;
      }
      const settings = await settingsOf(host, files);
      const open = [...panels].find((panel) => sameFiles(panel.files, settings.series ?? settings.files));
      open?.reveal();
      return (open ?? track(ReportPanel.create(services, settings))).check();
    },
    async runLoss(loss) {
      const address = v.safeParse(lossAddressSchema, loss);
      return current()?.code.run(address.success ? address.output : undefined);
    },
    async crossCheck() {
      return current()?.crossCheck.run();
    },
    explainLoss: async () => explain(await printedValue()),
    explainTerminalSelection: async () => explain(await valueInTerminal()),
    restore(panel, state) {
      const saved = v.safeParse(checkSettingsSchema, state);
      if (saved.success) {
        track(new ReportPanel(panel, services, saved.output));
      } else {
        panel.dispose();
      }
    },
  };
}

/** @throws TensorFileError when a file cannot be read */
function listArrays(host: JobHost, { files }: CheckSettings): Promise<ArrayCandidate[]> {
  return withTensorFiles(host, files, async (opened) =>
    [...opened.values()].flatMap((file) => file.arrays.map((array) => ({ file, array }))),
  );
}

/** The settings of the first check of several files: of a series of them if each can be checked by itself. */
async function settingsOf(host: JobHost, files: readonly vscode.Uri[]): Promise<CheckSettings> {
  const series = files.length > 1 ? await seriesOf(host, files) : undefined;
  const last = series?.at(-1);
  return series === undefined || last === undefined
    ? settingsFor(files)
    : { ...settingsFor([vscode.Uri.parse(last, true)]), series };
}

/** The settings of the first check. They take α and γ from VS Code's settings, unless those are the defaults. */
function settingsFor(files: readonly vscode.Uri[]): CheckSettings {
  return {
    files: files.map((uri) => uri.toString()),
    choices: {},
    watch: false,
    parameters: parametersSetByUser(files[0]),
  };
}

/** The report in a saved JSON file, which is opened unchanged; undefined for other files. */
async function savedReport({
  files,
}: CheckSettings): Promise<{ readonly report: Report; readonly uri: vscode.Uri } | undefined> {
  const [only] = files;
  if (files.length !== 1 || only === undefined) {
    return undefined;
  }
  const uri = vscode.Uri.parse(only, true);
  const report = await readSavedReport(uri);
  return report === undefined ? undefined : { report, uri };
}

function sameFiles(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((uri) => other.includes(uri));
}
