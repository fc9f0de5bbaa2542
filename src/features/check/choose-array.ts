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

  /** Lets the user choose one of the candidates or pairs; undefined when the user or the signal closes the list. */
  choose(
    settings: CheckSettings,
    error: AmbiguousArraysError,
    signal: AbortSignal,
  ): Promise<CheckSettings | undefined> {
    if (error.pairs.length > 0) {
      return this.askForPair(settings, error.pairs, signal);
    }
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

  private async askForPair(
    settings: CheckSettings,
    pairs: AmbiguousArraysError['pairs'],
    signal: AbortSignal,
  ): Promise<CheckSettings | undefined> {
    const items = pairs.map((pair) => ({
      label: `${pair.logits.array.name} · ${pair.targets.array.name}`,
      description: `${shapeText(pair.logits.array.shape)} · ${shapeText(pair.targets.array.shape)}`,
      ...(settings.files.length > 1 ? { detail: pair.logits.file.name } : {}),
      pair,
    }));
    const picked = await pickOne(items, messages().features.whichPair, signal);
    return picked && this.remember(settings, picked.pair);
  }

  private async ask(
    settings: CheckSettings,
    role: SelectedRole,
    candidates: readonly ArrayCandidate[],
    signal?: AbortSignal,
  ): Promise<CheckSettings | undefined> {
    const items = candidates.map((candidate) => ({
      label: candidate.array.name,
      description: `${shapeText(candidate.array.shape)} ${candidate.array.dtype}`,
      ...(settings.files.length > 1 ? { detail: candidate.file.name } : {}),
      candidate,
    }));
    const picked = await pickOne(items, messages().features.whichArray(role), signal);
    return picked && this.remember(settings, { [role]: picked.candidate });
  }

  private async remember(
    settings: CheckSettings,
    chosen: Partial<Record<SelectedRole, ArrayCandidate>>,
  ): Promise<CheckSettings | undefined> {
    const choice: Remembered = {};
    for (const role of ['logits', 'targets'] as const) {
      const candidate = chosen[role];
      if (candidate === undefined) {
        continue;
      }
      const file = uriOf(settings, candidate.file.name);
      if (file === undefined) {
        return undefined;
      }
      choice[role] = { file, array: candidate.array.name };
    }
    await this.memory.update(keyOf(settings), { ...this.recall(settings), ...choice });
    return { ...settings, ...choice };
  }

  private recall(settings: CheckSettings): Remembered {
    const remembered = v.safeParse(rememberedSchema, this.memory.get(keyOf(settings)));
    return remembered.success ? remembered.output : {};
  }
}

function pickOne<Item extends vscode.QuickPickItem>(
  items: Item[],
  title: string,
  signal: AbortSignal | undefined,
): Promise<Item | undefined> {
  const options = {
    title,
    placeHolder: messages().features.askedOnce,
    // The page of the check opens meanwhile and takes the focus, which would otherwise close the list.
    ignoreFocusOut: true,
  };
  return whileWanted(signal, (token) => vscode.window.showQuickPick(items, options, token));
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
