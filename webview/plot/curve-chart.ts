import { css, html, LitElement, nothing, type PropertyValues, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { numberText } from '../../src/format/number-text';
import { curveValue } from '../../src/loss/curve';
import { sigmoid } from '../../src/numerics/stable';
import { messages } from '../shared/messages';
import { THEME_COLORS } from '../shared/palette';
import { SizeObserver } from '../shared/size-observer';
import { baseStyles } from '../shared/theme';
import { type Drawing, drawCurves } from './draw-curves';
import type { Figure } from './plot-state';
import { offAxis, onAxis, xDomain } from './series';

/** Detail of `crosshair-change`. A hover ends with `logit: null`; a pinned crosshair stays. */
export interface CrosshairChange {
  readonly logit: number | null;
  readonly pinned: boolean;
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/**
 * The curves and the crosshair over them. The pointer moves the crosshair, a click pins it; by keyboard it is a slider
 * along the x axis (arrows, Page Up and Down, Home, End) whose spoken value is `reading`.
 *
 * @fires crosshair-change - CustomEvent<CrosshairChange>
 */
@customElement('focal-curve-chart')
export class CurveChart extends LitElement {
  @property({ attribute: false }) figure: Figure | undefined;
  @property({ attribute: false }) selected: string | null = null;
  /** x_t of the crosshair. */
  @property({ type: Number }) crosshair = 0;
  /** The reading at the crosshair, in words. */
  @property() reading = '';

  @state() private drawing: Drawing | undefined;
  @state() private width = 0;

  private readonly stage = createRef<HTMLElement>();
  private readonly curves = createRef<HTMLElement>();

  static override styles = [
    baseStyles,
    css`
      :host {
        --focal-axis: var(--vscode-descriptionForeground);
        --focal-region: color-mix(in srgb, var(--vscode-charts-green) 11%, var(--vscode-editor-background));
        display: block;
      }
      .stage {
        cursor: crosshair;
        position: relative;
        touch-action: pan-y;
      }
      .curves svg {
        display: block;
        inline-size: 100%;
      }
      .curves text {
        fill: var(--focal-axis);
        white-space: pre;
      }
      .curves .region-label {
        font-style: italic;
      }
      .curves .curve-label {
        fill: color-mix(in srgb, var(--curve) 60%, var(--vscode-editor-foreground));
        font-weight: 600;
      }
      .curves .label-ground {
        fill: var(--vscode-editor-background);
      }
      .curves .label-ground.in-region {
        fill: var(--focal-region);
      }
      .overlay {
        inset: 0;
        pointer-events: none;
        position: absolute;
      }
      .overlay line {
        stroke: var(--vscode-editor-foreground);
      }
      .overlay circle {
        stroke: var(--vscode-editor-background);
        stroke-width: 1.5;
      }
      .overlay text {
        fill: var(--vscode-editor-foreground);
        font-variant-numeric: tabular-nums;
        font-weight: 600;
        paint-order: stroke;
        stroke: var(--vscode-editor-background);
        stroke-width: 5px;
      }
    `,
  ];

  constructor() {
    super();
    new SizeObserver(this, (width) => {
      this.width = width;
    });
  }

  /** The drawn figure, without the crosshair. */
  get svg(): SVGSVGElement | null {
    return this.drawing?.svg ?? null;
  }

  override render() {
    const axis = this.figure?.xAxis ?? 'probability';
    const position = onAxis(axis, this.crosshair);
    return html`
      <div
        class="stage"
        ${ref(this.stage)}
        role="slider"
        tabindex="0"
        aria-label=${axis === 'probability' ? messages.plot.crosshairOnProbability : messages.plot.crosshairOnLogit}
        aria-valuemin=${xDomain(axis).minimum}
        aria-valuemax=${xDomain(axis).maximum}
        aria-valuenow=${Number(position.toPrecision(4))}
        aria-valuetext=${this.reading}
        @pointermove=${(event: PointerEvent) => this.point(event, false)}
        @pointerdown=${(event: PointerEvent) => this.point(event, true)}
        @pointerleave=${() => this.announce(null, false)}
        @keydown=${this.press}
      >
        <div class="curves" ${ref(this.curves)}></div>
        ${this.drawing === undefined ? nothing : this.renderCrosshair(this.drawing)}
      </div>
    `;
  }

  /** Draws at most once per frame, however many changes arrive. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const redraw = ['figure', 'selected', 'width'].some((name) => changed.has(name as keyof CurveChart));
    if (redraw && this.figure !== undefined && this.width > 0) {
      const height = Math.round(Math.min(Math.max(this.width * 0.62, 300), 620));
      this.drawing = drawCurves(this.figure, this.selected, this.width, height);
    }
  }

  protected override updated(): void {
    const { value: place } = this.curves;
    if (this.drawing !== undefined && place?.firstElementChild !== this.drawing.svg) {
      this.drawing.svg.setAttribute('aria-hidden', 'true');
      place?.replaceChildren(this.drawing.svg);
    }
  }

  private renderCrosshair({ toPixel, frame, y, svg: chart }: Drawing) {
    const figure = this.figure;
    if (figure === undefined) {
      return nothing;
    }
    const { width, height } = chart.viewBox.baseVal;
    const position = onAxis(figure.xAxis, this.crosshair);
    const { x } = toPixel(position, y.maximum);
    const dots = figure.curves.map((curve) => {
      const value = curveValue(curve.parameters, figure.yAxis, this.crosshair);
      return value >= y.minimum && value <= y.maximum
        ? svg`<circle cx=${x} cy=${toPixel(position, value).y} r=${curve.id === this.selected ? 5.5 : 4}
            fill=${THEME_COLORS[curve.color].value}></circle>`
        : nothing;
    });
    const anchor = x > (frame.left + frame.right) / 2 ? 'end' : 'start';
    const label =
      figure.xAxis === 'probability'
        ? svg`<tspan font-style="italic">p</tspan><tspan font-size="80%" dx="1" dy="3">t</tspan><tspan dy="-3"> = ${numberText(sigmoid(this.crosshair))}</tspan>`
        : svg`<tspan font-style="italic">x</tspan><tspan font-size="80%" dx="1" dy="3">t</tspan><tspan dy="-3"> = ${numberText(this.crosshair)}</tspan>`;
    return html`<svg class="overlay" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1=${x} x2=${x} y1=${frame.top} y2=${frame.bottom}></line>
      ${dots}
      <text x=${anchor === 'end' ? x - 7 : x + 7} y=${frame.top + 60} text-anchor=${anchor}>${label}</text>
    </svg>`;
  }

  private point(event: PointerEvent, pinned: boolean): void {
    const { value: stage } = this.stage;
    if (this.drawing === undefined || this.figure === undefined || stage === undefined) {
      return;
    }
    const pixel = event.clientX - stage.getBoundingClientRect().left;
    const raw = this.drawing.fromPixel(pixel);
    const position =
      this.figure.xAxis === 'probability' ? Math.round(raw * 1000) / 1000 : Math.round(raw * 100) / 100;
    this.announce(offAxis(this.figure.xAxis, position), pinned);
  }

  private press(event: KeyboardEvent): void {
    const axis = this.figure?.xAxis ?? 'probability';
    const step = axis === 'probability' ? 0.01 : 0.1;
    const steps = KEY_STEPS[event.key];
    const position = onAxis(axis, this.crosshair);
    if (steps !== undefined) {
      const moved = Math.round(position / step + steps * (event.shiftKey ? 10 : 1)) * step;
      this.announce(
        offAxis(axis, axis === 'probability' ? Math.min(Math.max(moved, step), 1 - step) : moved),
        true,
      );
    } else if (event.key === 'Home' || event.key === 'End') {
      this.announce(
        offAxis(axis, event.key === 'End' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY),
        true,
      );
    } else {
      return;
    }
    event.preventDefault();
  }

  private announce(logit: number | null, pinned: boolean): void {
    this.dispatchEvent(new CustomEvent<CrosshairChange>('crosshair-change', { detail: { logit, pinned } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-curve-chart': CurveChart;
  }
}
