import * as v from 'valibot';
import * as vscode from 'vscode';
import { type GivenParameters, givenParametersSchema } from '../../protocol/plot';
import { insertLossAsCode, LastTextEditor } from '../insert-code';
import { parametersFromSettings } from '../settings';
import { parametersInText } from './parameters-in-text';
import { PlotPanel, type PlotPanelHost, type PlotReading } from './plot-panel';

/** The plot for other extensions: what `activate()` hands out as `plot`. */
export interface PlotApi {
  /** Opens or reveals the plot and gives "your loss" these parameters. */
  show(parameters: GivenParameters): void;
  /** Reads every curve of the plot at p_t, 0 < p_t < 1; opens the plot when it is closed. */
  read(probability: number): Promise<PlotReading>;
}

/** More than this is a file, not a selection of two parameters. */
const longestSelection = 20_000;

/** *Focal Loss: Plot*: the command, the one panel, and the panel's return after a reload. */
export function registerPlot(context: vscode.ExtensionContext): PlotApi {
  const editor = new LastTextEditor();
  const host: PlotPanelHost = {
    extensionUri: context.extensionUri,
    defaults: () => parametersFromSettings(),
    insertCode: (parameters) => insertLossAsCode(parameters, editor),
  };
  let panel: PlotPanel | undefined;
  const adopt = (opened: PlotPanel): PlotPanel => {
    panel = opened;
    opened.onDidDispose(() => {
      panel = panel === opened ? undefined : panel;
    });
    return opened;
  };
  const open = (): PlotPanel => {
    panel?.reveal();
    return panel ?? adopt(PlotPanel.open(host));
  };
  const show = (parameters: GivenParameters): void => {
    const opened = open();
    if (Object.keys(parameters).length > 0) {
      opened.show(parameters);
    }
  };
  context.subscriptions.push(
    editor,
    vscode.commands.registerCommand('focalLoss.plot', (argument: unknown) => show(given(argument))),
    vscode.window.registerWebviewPanelSerializer(PlotPanel.viewType, {
      deserializeWebviewPanel: async (restored) => {
        adopt(new PlotPanel(restored, host));
      },
    }),
  );
  return { show, read: (probability) => open().read(probability) };
}

/** What the command was given: by a link (`{ alpha, gamma }`), else by the selection in the editor. */
function given(argument: unknown): GivenParameters {
  const fromLink = v.safeParse(givenParametersSchema, argument);
  return fromLink.success && Object.keys(fromLink.output).length > 0 ? fromLink.output : fromSelection();
}

function fromSelection(): GivenParameters {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) {
    return {};
  }
  const text = editor.document.getText(editor.selection).slice(0, longestSelection);
  const { parameters, refusals } = parametersInText(text);
  if (refusals.length > 0) {
    void vscode.window.showWarningMessage(
      `Focal Loss: Plot left out of the selection: ${refusals.join(' ')}`,
    );
  }
  return parameters;
}
