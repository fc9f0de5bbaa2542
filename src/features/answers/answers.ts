import * as vscode from 'vscode';
import type { ClassCounts } from '../../labels/class-counts';
import { errorText } from '../messages';
import { parametersFromSettings } from '../settings';
import type { FileOpener } from '../workspace-file';
import { openAnswers, restoreAnswers } from './answers-panel';
import { countIn, pickCounts } from './pick-counts';

/** The answers that need no report. */
export class Answers {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly openFile: FileOpener,
  ) {}

  /**
   * *Choose Alpha and Gamma…*: counts classes, and shows what to begin with.
   * @param labels a file or folder with labels; default: the user is asked
   * @returns the counts; undefined when there are none, and for logits and targets, which the report answers
   */
  async choose(labels?: vscode.Uri): Promise<ClassCounts | undefined> {
    try {
      const picked =
        labels === undefined ? await pickCounts(this.openFile) : await countIn(this.openFile, labels);
      if (picked === 'report') {
        await vscode.commands.executeCommand('focalLoss.checkTensors');
        return undefined;
      }
      if (picked === undefined) {
        return undefined;
      }
      const { source, counts } = picked;
      const about = {
        question: 'choose' as const,
        source,
        counts: { classes: [...counts.classes], ignored: counts.ignored },
      };
      openAnswers(this.extensionUri, about, parametersFromSettings(labels));
      return counts;
    } catch (error) {
      void vscode.window.showErrorMessage(errorText(error));
      return undefined;
    }
  }

  /** Fills the tab of an answer after a reload of the window. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    restoreAnswers(this.extensionUri, panel, state);
  }

  /** *What a Score Means*: the probabilities behind the scores of a loss, without data. */
  meaning(): void {
    openAnswers(this.extensionUri, { question: 'meaning' }, parametersFromSettings());
  }
}
