import * as v from 'valibot';
import * as vscode from 'vscode';
import { type LossParameters, lossParametersSchema } from '../protocol/plot';

/** The paper's values (Lin et al. 2017, section 4), used for a setting that is not a number in range. */
const PAPER: LossParameters = { alpha: 0.25, gamma: 2 };

/** α and γ of the user's settings. */
export function parametersFromSettings(scope?: vscode.Uri): LossParameters {
  const configuration = vscode.workspace.getConfiguration('focalLoss', scope);
  const parsed = v.safeParse(lossParametersSchema, {
    alpha: configuration.get('alpha'),
    gamma: configuration.get('gamma'),
  });
  return parsed.success ? parsed.output : PAPER;
}
