import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AmbiguousArraysError, ArrayCandidate, SelectedRole } from '../../check/input/select-arrays';
import { shapeText } from '../../format/shape-text';
import type { CheckSettings } from '../../protocol/report';
import { checkInputSchema } from '../../services/check-input';
import { messages } from '../messages';
import { fileLabel } from '../workspace-file';

const rememberedSchema = v.object({
  logits: checkInputSchema.entries.logits,
  targets: checkInputSchema.entries.targets,
});
type Remembered = v.InferOutput<typeof rememberedSchema>;

/** The user's choice of logits and targets for each set of files. It is asked once and kept in the workspace. */
export class ArrayChoices {
  constructor(private readonly memory: vscode.Memento) {}

  /** The settings, with the arrays chosen earlier for these files. */
  applyTo(settings: CheckSettings): CheckSettings {
    return { ...this.recall(settings), ...settings };
  }

  /** Lets the user choose one of the candidates; undefined when the user or the signal closes the list. */
  choose(
    settings: CheckSettings,
    error: AmbiguousArraysError,
    signal: AbortSignal,
  ): Promise<CheckSettings | undefined> {
    return this.ask(settings, error.role, error.candidates, signal);
  }

  /** Lets the user choose logits and targets among all arrays; undefined when the user closes a list. */
  async chooseBoth(
    settings: CheckSettings,
    arrays: readonly ArrayCandidate[],
  ): Promise<CheckSettings | undefined> {
    const withLogits = await this.ask(settings, 'logits', arrays);
    return withLogits && this.ask(withLogits, 'targets', arrays);
  }

  private async ask(
    settings: CheckSettings,
    role: SelectedRole,
    candidates: readonly ArrayCandidate[],
    signal?: AbortSignal,
  ): Promise<CheckSettings | undefined> {
    const items = candidates.map(({ file, array }) => ({
      label: array.name,
      description: `${shapeText(array.shape)} ${array.dtype}`,
      ...(settings.files.length > 1 ? { detail: file.name } : {}),
      file: file.name,
    }));
    const options = {
      title: messages().features.whichArray(role),
      placeHolder: messages().features.askedOnce,
      // The page of the check opens meanwhile and takes the focus, which would otherwise close the list.
      ignoreFocusOut: true,
    };
    const picked = await whileWanted(signal, (token) => vscode.window.showQuickPick(items, options, token));
    if (picked === undefined) {
      return undefined;
    }
    const file = uriOf(settings, picked.file);
    if (file === undefined) {
      return undefined;
    }
    const choice = { [role]: { file, array: picked.label } } satisfies Partial<Record<SelectedRole, unknown>>;
    await this.memory.update(keyOf(settings), { ...this.recall(settings), ...choice });
    return { ...settings, ...choice };
  }

  private recall(settings: CheckSettings): Remembered {
    const remembered = v.safeParse(rememberedSchema, this.memory.get(keyOf(settings)));
    return remembered.success ? remembered.output : {};
  }
}

/** Runs `ask` with a token that the signal cancels. */
async function whileWanted<Answer>(
  signal: AbortSignal | undefined,
  ask: (token: vscode.CancellationToken) => Thenable<Answer>,
): Promise<Answer> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal?.addEventListener('abort', cancel);
  try {
    return await ask(source.token);
  } finally {
    signal?.removeEventListener('abort', cancel);
    source.dispose();
  }
}

function keyOf({ files }: CheckSettings): string {
  return `focalLoss.arrays:${files.toSorted().join('|')}`;
}

function uriOf({ files }: CheckSettings, label: string): string | undefined {
  return files.find((uri) => fileLabel(vscode.Uri.parse(uri)) === label);
}
