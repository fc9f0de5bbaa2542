import { css, html, LitElement, nothing, type PropertyValues, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type DrawnFigure, drawFigure } from '../../src/check/figures/draw';
import type { FrameLayout } from '../../src/check/figures/draw-frames';
import { type CrosshairPlace, type Figure, markColor, rowText } from '../../src/check/figures/figure';
import { messages } from '../shared/messages';
import { SizeObserver } from '../shared/size-observer';
import { baseStyles } from '../shared/theme';
import { typeset } from '../shared/typeset';

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * The drawing of a figure, and over it a crosshair that stands at the places of its table: the pointer moves it, and by
 * keyboard it is a slider (arrows, Page Up and Down, Home, End) whose spoken value is the row. Where a row is chosen from
 * outside, the pointer moves it only while it is pressed.
 *
 * @fires row-change - CustomEvent<number>, the row of the table, where one is chosen from outside
 */
@customElement('focal-figure-drawing')
export class FigureDrawing extends LitElement {
  @property({ attribute: false }) figure: Figure | undefined;
  /** The row that is chosen; undefined to have the crosshair follow the pointer. */
  @property({ attribute: false }) chosenRow: number | undefined;

  @state() private width = 0;
  /** The row of the table at which the crosshair stands. */
  @state() private row: number | undefined;
  @state() private drawn: DrawnFigure | undefined;
  @query('.drawing') private readonly drawing!: HTMLElement;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        min-block-size: 200px;
      }
      .stage {
        inline-size: fit-content;
        max-inline-size: 100%;
        position: relative;
        touch-action: pan-y;
      }
      .stage[role='slider'] {
        cursor: crosshair;
      }
      .drawing svg {
        display: block;
        max-inline-size: 100%;
      }
      .overlay {
        inset: 0;
        pointer-events: none;
        position: absolute;
      }
      .stage[data-dragged] {
        cursor: ew-resize;
      }
      .overlay line {
        stroke: var(--vscode-editor-foreground);
      }
      .stage[data-dragged] .overlay line {
        stroke-width: 2.5;
      }
      .overlay circle {
        stroke: var(--vscode-editor-background);
        stroke-width: 1.5;
      }
      .reading {
        font-variant-numeric: tabular-nums;
        min-block-size: 2.8em;
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
    return this.drawing.querySelector('svg');
  }

  override render() {
    const { figure } = this;
    if (figure === undefined) {
      return nothing;
    }
    const name = messages.reportPage.figureLabel(figure.title, figure.caption);
    if (this.places.length === 0) {
      return html`<div class="stage" role="img" aria-label=${name}><div class="drawing"></div></div>`;
    }
    const row = this.row ?? 0;
    const reading = rowText(figure.table, row);
    return html`<div
        class="stage"
        role="slider"
        tabindex="0"
        ?data-dragged=${this.chosenRow !== undefined}
        aria-label=${messages.reportPage.crosshair(name)}
        aria-valuemin="0"
        aria-valuemax=${this.places.length - 1}
        aria-valuenow=${row}
        aria-valuetext=${reading}
        @pointermove=${this.point}
        @pointerdown=${this.grab}
        @keydown=${this.press}
      >
        <div class="drawing"></div>
        ${this.renderCrosshair()}
      </div>
      <p class="reading quiet" aria-hidden="true">${this.row === undefined ? nothing : typeset(reading)}</p>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.row = this.chosenRow ?? this.row;
    if (changed.has('figure') && (this.row ?? 0) >= this.places.length) {
      this.row = undefined;
    }
    if ((changed.has('figure') || changed.has('width')) && this.figure !== undefined && this.width > 0) {
      this.drawn = drawFigure(this.figure, this.width);
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('drawn') && this.drawn !== undefined) {
      // The text of the figure is ours, and escaped.
      this.drawing.innerHTML = this.drawn.svg;
      this.svg?.setAttribute('aria-hidden', 'true');
    }
  }

  private get places(): readonly CrosshairPlace[] {
    const drawing = this.figure?.drawing;
    return drawing?.kind === 'frames' ? (drawing.places ?? []) : [];
  }

  private renderCrosshair() {
    const layout = this.drawn?.layout;
    const place = this.row === undefined ? undefined : this.places[this.row];
    if (layout == null || place === undefined) {
      return nothing;
    }
    const [first, last] = [layout.areas[0], layout.areas.at(-1)];
    const { x } = layout.toPixel(0, place.x, 1);
    return html`<svg class="overlay" width=${layout.width} height=${layout.height} aria-hidden="true">
      <line x1=${x} x2=${x} y1=${first?.top ?? 0} y2=${last?.bottom ?? 0}></line>
      ${place.dots.map(
        ({ frame, y, color }) =>
          svg`<circle cx=${x} cy=${layout.toPixel(frame, place.x, y).y} r="4.5" fill=${markColor(color)}></circle>`,
      )}
    </svg>`;
  }

  private grab(event: PointerEvent): void {
    if (this.chosenRow !== undefined) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    }
    this.point(event);
  }

  private point(event: PointerEvent): void {
    const layout = this.drawn?.layout;
    if (layout != null && (this.chosenRow === undefined || event.buttons > 0)) {
      const { left, top } = this.drawing.getBoundingClientRect();
      this.moveTo(this.nearest(layout, event.clientX - left, event.clientY - top));
    }
  }

  private moveTo(row: number): void {
    if (this.chosenRow === undefined) {
      this.row = row;
    } else if (row !== this.chosenRow) {
      this.dispatchEvent(new CustomEvent('row-change', { detail: row, bubbles: true, composed: true }));
    }
  }

  private press(event: KeyboardEvent): void {
    const steps = KEY_STEPS[event.key];
    if (steps === undefined) {
      return;
    }
    event.preventDefault();
    const before = this.row ?? 0;
    this.moveTo(Math.min(Math.max(before + steps * (event.shiftKey ? 10 : 1), 0), this.places.length - 1));
  }

  /** The place nearest to a pixel: by its height too where a curve may rise straight up. */
  private nearest(layout: FrameLayout, x: number, y: number): number {
    const isSquare = this.figure?.drawing.kind === 'frames' && this.figure.drawing.height === 'square';
    const distances = this.places.map((place) => {
      const [dot] = place.dots;
      const at = layout.toPixel(dot?.frame ?? 0, place.x, dot?.y ?? 0);
      return isSquare ? Math.hypot(at.x - x, at.y - y) : Math.abs(at.x - x);
    });
    return distances.indexOf(Math.min(...distances));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-figure-drawing': FigureDrawing;
  }
}
