import * as v from 'valibot';
import * as vscode from 'vscode';
import { parametersInText } from '../../code/parameters-in-text';
import { type GivenParameters, givenParametersSchema } from '../../protocol/plot';
import { insertLossAsCode, type LastTextEditor } from '../insert-code';
import { loadMessages, messages } from '../messages';
import { parametersFromSettings } from '../settings';
import { PlotPanel, type PlotPanelHost, type PlotReading } from './plot-panel';

/** Longest selection that is searched for parameters, in UTF-16 code units. */
const LONGEST_SELECTION = 20_000;

/** @param editor target of *Insert this loss as code* */
export async function createPlot(extensionUri: vscode.Uri, editor: LastTextEditor): Promise<Plot> {
  await loadMessages();
  return new Plot(extensionUri, editor);
}

/** The one plot of the window. */
class Plot {
  private panel: PlotPanel | undefined;
  private readonly host: PlotPanelHost;

  constructor(extensionUri: vscode.Uri, editor: LastTextEditor) {
    this.host = {
      extensionUri,
      defaults: () => parametersFromSettings(),
      insertCode: (parameters) => insertLossAsCode(parameters, editor),
    };
  }

  /** Runs *Focal Loss: Plot*. `argument` comes from VS Code or from a link. */
  run(argument: unknown): void {
    this.show(given(argument));
  }

  /** Opens or reveals the plot and gives "your loss" these parameters. */
  show(parameters: GivenParameters): void {
    const opened = this.open();
    if (Object.keys(parameters).length > 0) {
      opened.show(parameters);
    }
  }

  /** Reads every curve at p_t, 0 < p_t < 1; opens the plot when it is closed. */
  read(probability: number): Promise<PlotReading> {
    return this.open().read(probability);
  }

  /** Takes over the panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    this.adopt(new PlotPanel(panel, this.host));
  }

  private open(): PlotPanel {
    this.panel?.reveal();
    return this.panel ?? this.adopt(PlotPanel.open(this.host));
  }

  private adopt(opened: PlotPanel): PlotPanel {
    this.panel = opened;
    opened.onDidDispose(() => {
      this.panel = this.panel === opened ? undefined : this.panel;
    });
    return opened;
  }
}

/** The parameters for the command: from a link (`{ alpha, gamma }`), else from the selection in the editor. */
function given(argument: unknown): GivenParameters {
  const fromLink = v.safeParse(givenParametersSchema, argument);
  return fromLink.success && Object.keys(fromLink.output).length > 0 ? fromLink.output : fromSelection();
}

function fromSelection(): GivenParameters {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) {
    return {};
  }
  const text = editor.document.getText(editor.selection).slice(0, LONGEST_SELECTION);
  const { parameters, refusals } = parametersInText(text);
  if (refusals.length > 0) {
    const { leftOutOfSelection, outOfRange } = messages().features;
    const sentences = refusals.map(({ symbol, value, minimum, maximum }) =>
      outOfRange(symbol, value, minimum, maximum),
    );
    void vscode.window.showWarningMessage(leftOutOfSelection(sentences));
  }
  return parameters;
}
