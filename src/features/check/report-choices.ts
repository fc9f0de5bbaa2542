import * as vscode from 'vscode';
import type { CheckSettings } from '../../protocol/report';
import type { PanelCheck } from '../../services/panel-check';
import { messages } from '../messages';
import { pickFile } from './pick-files';

/** Lets the user choose what to check. */
export interface CheckChoices {
  /** Lets the user choose logits and targets and remembers them. */
  chooseArrays(settings: CheckSettings): Promise<CheckSettings | undefined>;
  /** Lets the user pick files of the workspace, except these; undefined when the user picks none. */
  chooseFiles(title: string, except: readonly string[]): Promise<readonly string[] | undefined>;
}

/** The files and arrays that the user chooses in one report panel, each followed by a check. */
export class ReportChoices {
  constructor(
    private readonly choices: CheckChoices,
    private readonly checks: PanelCheck,
  ) {}

  /** The folder of the checked file, where dialogs open and reports are saved. */
  get folder(): vscode.Uri {
    return vscode.Uri.joinPath(vscode.Uri.parse(this.checks.settings.files[0] ?? '', true), '..');
  }

  async chooseArrays(): Promise<void> {
    try {
      const chosen = await this.choices.chooseArrays(this.checks.settings);
      if (chosen !== undefined) {
        await this.checks.run(chosen);
      }
    } catch (error) {
      this.checks.fail(error, { wasCancelled: false, cause: 'request' });
    }
  }

  /** Adds files with the targets or the logits. */
  async addFiles(role: 'logits' | 'targets'): Promise<void> {
    const { settings } = this.checks;
    const files = await this.choices.chooseFiles(messages().features.whichFile(role), settings.files);
    if (files !== undefined) {
      await this.checks.run({ ...settings, files: [...new Set([...settings.files, ...files])] });
    }
  }

  async chooseClassNames(): Promise<void> {
    const file = await pickFile(messages().features.chooseClassNames, this.folder);
    if (file !== undefined) {
      await this.checks.run({ ...this.checks.settings, classNames: file });
    }
  }

  /** Compares the report with other files. */
  async compare(): Promise<void> {
    const { settings } = this.checks;
    const files = await this.choices.chooseFiles(messages().features.compareWithWhat, settings.files);
    if (files !== undefined) {
      await this.checks.run({ ...settings, comparedWith: [...files] });
    }
  }

  async endComparison(): Promise<void> {
    const { comparedWith: _, ...settings } = this.checks.settings;
    await this.checks.run(settings);
  }
}
