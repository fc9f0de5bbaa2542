import * as v from 'valibot';
import * as vscode from 'vscode';
import { type GivenParameters, type LossParameters, lossParametersSchema } from '../protocol/plot';

/** The paper's values (Lin et al. 2017, section 4), used for a setting that is not a number in range. */
const PAPER: LossParameters = { alpha: 0.25, gamma: 2 };

/** α and γ of the user's settings. */
export function parametersFromSettings(scope?: vscode.Uri): LossParameters {
  const configuration = vscode.workspace.getConfiguration('focalLoss', scope);
  const parsed = v.safeParse(lossParametersSchema, {
    alpha: configuration.get('useAlpha') === false ? null : configuration.get('alpha'),
    gamma: configuration.get('gamma'),
  });
  return parsed.success ? parsed.output : PAPER;
}

/** The parameters that the user set. Defaults are left out, since a file's own α and γ win over them. */
export function parametersSetByUser(scope?: vscode.Uri): GivenParameters {
  const configuration = vscode.workspace.getConfiguration('focalLoss', scope);
  const isOff = setByUser(configuration, 'useAlpha', v.boolean()) === false;
  const alpha = isOff ? null : setByUser(configuration, 'alpha', v.nullable(v.number()));
  const gamma = setByUser(configuration, 'gamma', v.number());
  return { ...(alpha === undefined ? {} : { alpha }), ...(gamma === undefined ? {} : { gamma }) };
}

/** The value that the user set; undefined for a default and for a value of another type. */
function setByUser<Value>(
  configuration: vscode.WorkspaceConfiguration,
  key: string,
  schema: v.GenericSchema<unknown, Value>,
): Value | undefined {
  const inspected = configuration.inspect(key);
  const value = inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
  const parsed = v.safeParse(schema, value);
  return value !== undefined && parsed.success ? parsed.output : undefined;
}
