import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { logitOfProbability } from '../../src/loss/curve';
import type { ExportRequest } from '../../src/protocol/export';
import {
  type FromPlotPage,
  fromPlotPageSchema,
  type LossParameters,
  READ_CURVES,
  type ToPlotPage,
  toPlotPageSchema,
} from '../../src/protocol/plot';
import { Answerer, answering } from '../../src/protocol/requests';
import type { ChartFigure } from '../shared/chart-figure';
import { messages } from '../shared/messages';
import '../shared/chart-figure';
import { connect } from '../shared/connection';
import '../shared/icon-button';
import { baseStyles } from '../shared/theme';
import { typeset } from '../shared/typeset';
import type { Axes } from './axis-bar';
import './axis-bar';
import type { CrosshairChange, CurveChart } from './curve-chart';
import './curve-chart';
import type { CurveChange } from './curve-editor';
import './curve-editor';
import './curve-list';
import './figure-table';
import { formulaOf } from './formula';
import { PlotModel } from './plot-model';
import { plotPageStyles } from './plot-page.styles';
import {
  type Figure,
  figureOne,
  MAXIMUM_CURVES,
  type PlotState,
  plotStateSchema,
  selectedCurve,
  withAddedCurve,
  withAppearance,
  withCurveOfNegatives,
  withoutCurve,
  withParameters,
} from './plot-state';
import { describeReading, figureToCsv, readCurves } from './readout';

/** The page of *Focal Loss: Plot*: connects the state, the extension and the parts of the page. */
@customElement('focal-plot-page')
export class PlotPage extends LitElement {
  private readonly connection = connect<ToPlotPage, FromPlotPage, PlotState>({
    receives: toPlotPageSchema,
    sends: fromPlotPageSchema,
    saves: plotStateSchema,
  });
  private readonly answerer = new Answerer(
    (message) => this.connection.send(message),
    [answering(READ_CURVES, async ({ probability }) => this.read(probability))],
  );
  private readonly chart = createRef<CurveChart>();
  private readonly chartFigure = createRef<ChartFigure>();
  private model: PlotModel | undefined;

  @state() private plot: PlotState | undefined;
  /** Counts how often an earlier figure was put back. */
  @state() private restored = 0;
  /** x_t under the pointer over the chart; null when the pointer is elsewhere. */
  @state() private hovered: number | null = null;

  static override styles = [baseStyles, plotPageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.connection.listen((message) => this.receive(message));
    // The window listens, since no control has the focus at first and after a click beside the controls.
    window.addEventListener('keydown', this.press);
    this.connection.send({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.press);
  }

  override render() {
    const { model, plot } = this;
    if (model === undefined || plot === undefined) {
      return nothing;
    }
    return html`<main>
      ${this.renderStage(plot)} ${this.renderControls(model, plot)}
      <focal-figure-table .figure=${plot.figure}></focal-figure-table>
    </main>`;
  }

  private renderStage(plot: PlotState) {
    const crosshair = this.hovered ?? plot.crosshair;
    const curve = selectedCurve(plot);
    const reading = curve === undefined ? '' : describeReading(plot.figure, curve, crosshair);
    return html`
      <div class="stage">
        <h1>
          <span class="visually-hidden">${messages.plot.focalLossPlotted} </span>
          <span class="formula">${curve === undefined ? messages.plot.focalLoss : formulaOf(curve.parameters)}</span>
        </h1>
        <focal-axis-bar
          .axes=${plot.figure}
          @axes-change=${(event: CustomEvent<Axes>) => this.draw({ ...plot.figure, ...event.detail })}
        ></focal-axis-bar>
        <focal-chart-figure
          ${ref(this.chartFigure)}
          fileName="focal-loss"
          .svg=${() => this.chart.value?.svg ?? null}
          .csv=${() => figureToCsv(plot.figure)}
          @export-request=${(event: CustomEvent<ExportRequest>) => this.connection.send(event.detail)}
        >
          <focal-curve-chart
            ${ref(this.chart)}
            .figure=${plot.figure}
            .selected=${plot.selected}
            .crosshair=${crosshair}
            .reading=${reading}
            @crosshair-change=${this.moveCrosshair}
          ></focal-curve-chart>
        </focal-chart-figure>
        <p class="reading">${typeset(reading)}</p>
        ${plot.figure.yAxis === 'gradientMagnitude' ? html`<p class="quiet">${messages.plot.notes.gradientMagnitude}</p>` : nothing}
      </div>
    `;
  }

  /** The sliders come first: in a narrow panel they must be visible together with the curves. */
  private renderControls(model: PlotModel, plot: PlotState) {
    return html`
      <div class="controls">
        <section aria-labelledby="selected-heading">
          <div class="section-head"><h2 id="selected-heading">${messages.plot.selectedCurve}</h2></div>
          ${keyed(
            `${plot.selected} ${this.restored}`,
            html`<focal-curve-editor
              .curve=${selectedCurve(plot)}
              @curve-change=${this.changeCurve}
              @negatives-add=${() => this.drawNegatives(model, plot)}
              @insert-code=${(event: CustomEvent<LossParameters>) =>
                this.connection.send({ type: 'insertCode', parameters: event.detail })}
            ></focal-curve-editor>`,
          )}
        </section>
        <section aria-labelledby="curves-heading">
          <div class="section-head">
            <h2 id="curves-heading">${messages.plot.curves}</h2>
            ${this.renderTools(model, plot)}
          </div>
          <focal-curve-list
            .state=${plot}
            .crosshair=${this.hovered ?? plot.crosshair}
            @curve-select=${(event: CustomEvent<string>) => model.change({ ...plot, selected: event.detail })}
            @curve-remove=${(event: CustomEvent<string>) => model.change(withoutCurve(plot, event.detail))}
          ></focal-curve-list>
        </section>
      </div>
    `;
  }

  private renderTools(model: PlotModel, plot: PlotState) {
    return html`
      <div class="tools" role="toolbar" aria-label=${messages.plot.curves}>
        ${tool('add', messages.plot.addCurve, plot.figure.curves.length < MAXIMUM_CURVES, () =>
          model.change(withAddedCurve(plot, model.defaults)),
        )}
        ${tool('discard', messages.plot.undo, model.canUndo, () => this.restore(() => model.undo()))}
        ${tool('redo', messages.plot.redo, model.canRedo, () => this.restore(() => model.redo()))}
        ${tool('debug-restart', messages.plot.reset, true, () => this.restore(() => model.reset()))}
      </div>
    `;
  }

  private receive(message: ToPlotPage): void {
    switch (message.type) {
      case 'open':
        this.open(message.defaults);
        return;
      case 'show':
        this.opened().show(message.parameters);
        return;
      case 'ask':
      case 'withdraw':
        this.answerer.receive(message);
        return;
      case 'exportOutcome':
        this.chartFigure.value?.showOutcome(message);
    }
  }

  private open(defaults: LossParameters): void {
    const state = this.connection.restore() ?? figureOne(defaults);
    this.model = new PlotModel(state, defaults, (next) => {
      this.plot = next;
      this.connection.save(next);
    });
    this.plot = state;
  }

  private read(probability: number) {
    const { figure } = this.opened().state;
    return { quantity: figure.yAxis, curves: readCurves(figure, logitOfProbability(probability)) };
  }

  private opened(): PlotModel {
    if (this.model === undefined) {
      throw new Error('The extension spoke to the plot before it opened it.');
    }
    return this.model;
  }

  private draw(figure: Figure, settled = true): void {
    const model = this.opened();
    model.change({ ...model.state, figure }, settled);
  }

  private changeCurve(event: CustomEvent<CurveChange>): void {
    const { state } = this.opened();
    const { parameters = {}, appearance = {}, settled } = event.detail;
    if (state.selected !== null) {
      const figure = withParameters(state.figure, state.selected, parameters);
      this.draw(withAppearance(figure, state.selected, appearance), settled);
    }
  }

  private drawNegatives(model: PlotModel, plot: PlotState): void {
    const curve = selectedCurve(plot);
    if (curve !== undefined) {
      // A name after the parameters would stay when they change.
      const { negatives, negativesOf } = messages.plot;
      model.change(withCurveOfNegatives(plot, curve.name === '' ? negatives : negativesOf(curve.name)));
    }
  }

  /** Puts an earlier figure back. The controls are made anew, so that none keeps what was refused before. */
  private restore(act: () => void): void {
    act();
    this.restored += 1;
  }

  private moveCrosshair(event: CustomEvent<CrosshairChange>): void {
    const { logit, pinned } = event.detail;
    this.hovered = pinned ? null : logit;
    if (pinned && logit !== null) {
      const model = this.opened();
      model.change({ ...model.state, crosshair: logit });
    }
  }

  private readonly press = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const inText =
      target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox';
    if (inText || !(event.ctrlKey || event.metaKey) || event.altKey) {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) {
      this.restore(() => this.model?.undo());
    } else if (key === 'y' || key === 'z') {
      this.restore(() => this.model?.redo());
    } else {
      return;
    }
    event.preventDefault();
  };
}

function tool(icon: string, label: string, enabled: boolean, act: () => void) {
  return html`<focal-icon-button
    icon=${icon}
    label=${label}
    ?disabled=${!enabled}
    @click=${act}
  ></focal-icon-button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-plot-page': PlotPage;
  }
}
