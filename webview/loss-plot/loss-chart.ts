import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { LossCurves } from '../../src/code/verdict/curve-document';
import '../shared/chart-figure';
import type { ExportOutcome } from '../../src/protocol/export';
import type { ChartFigure } from '../shared/chart-figure';
import { messages } from '../shared/messages';
import { SizeObserver } from '../shared/size-observer';
import { baseStyles } from '../shared/theme';
import { drawLoss } from './draw-loss';
import { lossLegend } from './loss-legend';
import { type LogitRange, type Quantity, quantityToCsv } from './readings';

/** One quantity of a loss of the code as a figure, with its exports. */
@customElement('focal-loss-chart')
export class LossChart extends LitElement {
  @property({ attribute: false }) curves: LossCurves | undefined;
  @property() quantity: Quantity = 'loss';
  @property() range: LogitRange = 'near';

  @state() private width = 0;

  private svg: SVGSVGElement | null = null;
  private readonly stage = createRef<HTMLElement>();
  private readonly figure = createRef<ChartFigure>();

  static override styles = [
    baseStyles,
    css`
      :host {
        --focal-axis: var(--vscode-descriptionForeground);
        display: block;
        min-inline-size: 0;
      }
      .stage svg {
        display: block;
        inline-size: 100%;
        /* In a narrow tab the label of the axis is longer than the axis. */
        overflow: visible;
      }
      .stage text {
        white-space: pre;
      }
    `,
  ];

  constructor() {
    super();
    new SizeObserver(this, (width) => {
      this.width = width;
    });
  }

  /** Shows the outcome of an export. */
  showOutcome(outcome: ExportOutcome): void {
    this.figure.value?.showOutcome(outcome);
  }

  override render() {
    const title =
      this.quantity === 'loss' ? messages.codeLosses.page.value : messages.codeLosses.page.gradient;
    return html`
      <h2>${title}</h2>
      <focal-chart-figure
        ${ref(this.figure)}
        fileName=${`${this.curves?.name ?? 'loss'}-${this.quantity}`}
        .legend=${lossLegend()}
        .svg=${() => this.svg}
        .csv=${() => (this.curves ? quantityToCsv(this.curves, this.quantity) : '')}
      >
        <div class="stage" role="img" aria-label=${title} ${ref(this.stage)}></div>
      </focal-chart-figure>
    `;
  }

  protected override updated(): void {
    if (this.curves && this.width > 0) {
      const height = Math.round(Math.min(Math.max(this.width * 0.7, 220), 420));
      this.svg = drawLoss(this.curves, this.quantity, this.range, this.width, height);
      this.stage.value?.replaceChildren(this.svg);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-loss-chart': LossChart;
  }
}
