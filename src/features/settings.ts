import * as v from 'valibot';
import * as vscode from 'vscode';
import { type LossParameters, lossParametersSchema } from '../protocol/plot';

/** The paper's choice (Lin et al. 2017, section 4), for settings that are not numbers in range. */
const PAPER: LossParameters = { alpha: 0.25, gamma: 2 };

/** The user's own α and γ to begin with. */
export function parametersFromSettings(scope?: vscode.Uri): LossParameters {
  const configuration = vscode.workspace.getConfiguration('focalLoss', scope);
  const parsed = v.safeParse(lossParametersSchema, {
    alpha: configuration.get('alpha'),
    gamma: configuration.get('gamma'),
  });
  return parsed.success ? parsed.output : PAPER;
}
