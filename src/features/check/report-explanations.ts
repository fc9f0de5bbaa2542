import * as vscode from 'vscode';
import { importedFramework } from '../../check/explain/imported-framework';
import { type RightFramework, rightVersion } from '../../check/explain/right-code';
import type { Report } from '../../check/report/report';
import { filesOf } from '../../services/check-input';
import type { ExplainedParts, ExplainInput } from '../../services/explain';
import { withGivenLossExplained } from '../../services/explain-given';
import type { PanelCheck } from '../../services/panel-check';
import { PanelTriedLosses } from '../../services/panel-tried-losses';
import { textAround } from '../code-text';
import { insertLossAsCode, type LastTextEditor } from '../insert-code';
import { insertText } from '../insert-text';
import { errorText, messages } from '../messages';
import type { CodeLosses } from './code-losses';
import { pickFile } from './pick-files';
import type { ReportOfPanel } from './report-code';

/** Milliseconds without another report, such as that of a slider's next step, before its loss is explained. */
const QUIET = 300;

/** Explains a loss in a worker. Rejects with the errors of the service. */
export type Explain = (input: ExplainInput) => Promise<ExplainedParts>;

/** The explanations of loss values in one report panel. */
export class ReportExplanations implements vscode.Disposable {
  /** The losses of the workspace that may give the value. */
  readonly losses: PanelTriedLosses;
  private readonly saving: vscode.Disposable;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** The inputs of the report whose own loss was explained last. */
  private explainedInputs: Report['inputs'] | undefined;

  constructor(
    private readonly explain: Explain,
    losses: CodeLosses,
    private readonly checks: PanelCheck,
    panel: ReportOfPanel,
  ) {
    this.losses = new PanelTriedLosses(losses, panel);
    this.saving = vscode.workspace.onDidSaveTextDocument(({ uri }) =>
      this.losses.fileChanged(uri.toString()),
    );
  }

  /** Takes back what was said of another report, and explains the loss of the files where it is not that of the report. */
  reportChanged(): void {
    this.losses.reportChanged();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.explainOwn(), QUIET);
  }

  private async explainOwn(): Promise<void> {
    const { report, settings } = this.checks;
    // A report keeps its list of inputs when explanations are added to it.
    if (report === undefined || report.inputs === this.explainedInputs) {
      return;
    }
    this.explainedInputs = report.inputs;
    try {
      const files = filesOf(settings);
      const added = await withGivenLossExplained(report, (given) => this.explain({ files, report, given }));
      if (added !== report) {
        this.checks.replace(report, added);
      }
    } catch (error) {
      void vscode.window.showErrorMessage(errorText(error));
    }
  }

  /** Explains what the training gave, with the tensors read once more. */
  async explainGiven(given: ExplainInput['given']): Promise<void> {
    const { report, settings, isSaved, data } = this.checks;
    if (report === undefined) {
      return;
    }
    const files = isSaved ? (data ?? []) : filesOf(settings);
    try {
      this.checks.addExplained(await this.explain({ files: [...files], report, given }));
    } catch (error) {
      void vscode.window.showErrorMessage(errorText(error));
    }
  }

  /** Explains the losses of a file that the user picks. @param folder where the dialog opens */
  async explainFile(folder: vscode.Uri): Promise<void> {
    const file = await pickFile(messages().explanations.whichFile, folder);
    if (file !== undefined) {
      await this.explainGiven({ file });
    }
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.losses.stop();
    this.saving.dispose();
  }
}

/**
 * Inserts the focal loss of a report where the user last edited, in the framework that this file imports. A list of α is left
 * out, since no snippet takes one.
 * @param otherwise the framework for a file that imports none
 */
export async function insertRightVersion(
  { interpretation, parameters }: Report,
  otherwise: RightFramework,
  last: LastTextEditor,
): Promise<void> {
  const { gamma, reduction } = parameters;
  const alpha = typeof parameters.alpha === 'number' ? parameters.alpha : null;
  const document = last.current?.document;
  const imported = document === undefined ? undefined : importedFramework(textAround(document).text);
  const version = rightVersion(imported ?? otherwise, { link: interpretation.link, alpha, gamma });
  if (version.kind === 'snippet') {
    await insertLossAsCode({ snippet: version.id, alpha, gamma, reduction }, last);
  } else {
    await insertText(`${version.text}\n`, last);
  }
}
