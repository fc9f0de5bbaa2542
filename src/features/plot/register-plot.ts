import * as vscode from 'vscode';
import { loadOnce } from '../../load-once';
import type { GivenParameters } from '../../protocol/plot';
import { LastTextEditor } from '../insert-code';
import type { PlotReading } from './plot-panel';

/** The plot's interface for other extensions; `activate()` returns it as `plot`. */
export interface PlotApi {
  /** Opens or reveals the plot and gives "your loss" these parameters. */
  show(parameters: GivenParameters): Promise<void>;
  /** Reads every curve of the plot at p_t, 0 < p_t < 1; opens the plot when it is closed. */
  read(probability: number): Promise<PlotReading>;
}

/** Registers *Focal Loss: Plot*: the command, and the restoring of the panel after a reload. */
export function registerPlot(context: vscode.ExtensionContext): PlotApi {
  const editor = new LastTextEditor();
  const plot = loadOnce(async () => (await import('./plot')).createPlot(context.extensionUri, editor));
  context.subscriptions.push(
    editor,
    vscode.commands.registerCommand('focalLoss.plot', async (argument: unknown) =>
      (await plot()).run(argument),
    ),
    vscode.window.registerWebviewPanelSerializer('focalLoss.plot', {
      deserializeWebviewPanel: async (panel) => (await plot()).restore(panel),
    }),
  );
  return {
    show: async (parameters) => (await plot()).show(parameters),
    read: async (probability) => (await plot()).read(probability),
  };
}
