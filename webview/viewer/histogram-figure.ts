import { plot, rectY, ruleY } from '@observablehq/plot';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { countText } from '../../src/format/count-text';
import type { Histogram } from '../../src/tensor/expanding-histogram';
import { messages } from '../shared/messages';
import '../shared/chart-figure';
import { toCsv } from '../shared/csv';
import '../shared/data-table';
import { numberText } from '../../src/format/number-text';
import { compactText } from '../../src/format/thousands-text';
import { baseStyles } from '../shared/theme';

/** The histogram of an array, with its exports and its table. */
@customElement('focal-histogram-figure')
export class HistogramFigure extends LitElement {
  @property({ attribute: false }) histogram: Histogram | undefined;
  @property() arrayName = '';

  @state() private width = 0;

  private readonly place = createRef<HTMLElement>();
  private readonly sizes = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0);
  });

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      summary {
        color: var(--vscode-descriptionForeground);
        cursor: pointer;
        padding-block: 6px;
      }
      .chart {
        min-block-size: 170px;
      }
      .chart text {
        fill: var(--vscode-descriptionForeground);
      }
    `,
  ];

  override render() {
    return html`
      <focal-chart-figure
        fileName=${`${this.arrayName.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}-histogram`}
        .svg=${() => this.place.value?.querySelector('svg') ?? null}
        .csv=${() =>
          toCsv(
            ['from', 'to', 'count'],
            this.bars.map(({ from, to, count }) => [from, to, count]),
          )}
      >
        <div class="chart" role="img" aria-label=${this.description} ${ref(this.place)}></div>
      </focal-chart-figure>
      <details>
        <summary>${messages.viewer.histogramAsTable}</summary>
        <focal-data-table
          caption=${messages.viewer.valuesInBars}
          .columns=${[messages.viewer.from, messages.viewer.to, messages.viewer.count]}
          .rows=${this.bars.map(({ from, to, count }) => [
            numberText(from),
            numberText(to),
            countText(count),
          ])}
        ></focal-data-table>
      </details>
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    if ((changed.has('histogram') || changed.has('width')) && this.width > 0) {
      this.place.value?.replaceChildren(this.draw());
    }
  }

  private get bars(): { from: number; to: number; count: number }[] {
    const { start, binWidth, counts } = this.histogram ?? { start: 0, binWidth: 0, counts: [] };
    return counts.map((count, bar) => ({
      from: start + bar * binWidth,
      to: start + (bar + 1) * binWidth,
      count,
    }));
  }

  private get description(): string {
    const fullest = this.bars.reduce((best, bar) => (bar.count > best.count ? bar : best), {
      from: 0,
      to: 0,
      count: 0,
    });
    return messages.viewer.histogramOf(this.arrayName, fullest.count, fullest.from, fullest.to);
  }

  private draw(): Element {
    const { counts = [] } = this.histogram ?? {};
    const chart = plot({
      width: this.width,
      height: 170,
      marginTop: 8,
      // Half of the longest label at the end of the axis.
      marginRight: 24,
      marginBottom: 26,
      marginLeft: 46,
      className: 'focal-plot',
      style: {
        fontFamily: 'var(--vscode-font-family)',
        fontSize: '11px',
        color: 'var(--vscode-descriptionForeground)',
      },
      x: { label: null, ticks: Math.max(2, Math.floor(this.width / 80)), tickFormat: numberText },
      // Counts are whole, so there are no more ticks than values.
      y: { label: null, ticks: Math.min(4, Math.max(...counts)), grid: true, tickFormat: compactText },
      marks: [
        rectY(this.bars, {
          x1: 'from',
          x2: 'to',
          y: 'count',
          fill: 'var(--vscode-charts-blue)',
          insetRight: 0.5,
        }),
        ruleY([0]),
      ],
    });
    // Plot's inline style sheet is not allowed here; its rules are in our own styles.
    chart.querySelector('style')?.remove();
    chart.setAttribute('aria-hidden', 'true');
    return chart;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-histogram-figure': HistogramFigure;
  }
}
