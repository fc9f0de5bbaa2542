import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { numberText } from '../../src/format/number-text';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import { type ColourScale, colourAt } from './colours';
import type { Picture, Sampling } from './picture';
import type { Place } from './slice';

/** Largest side of a drawn pixel, in CSS pixels. */
const LARGEST_PIXEL = 16;
/** Largest ratio of the sides. A longer picture is stretched to it, so that its short side stays visible. */
const LONGEST_SIDE = 4;

/**
 * A slice as a picture, with a colour bar.
 *
 * @fires place-hover - CustomEvent<Place>, the row and column under the pointer
 * @fires place-choose - CustomEvent<Place>, the row and column that was clicked
 */
@customElement('focal-heat-map')
export class HeatMap extends LitElement {
  @property({ attribute: false }) picture: Picture | undefined;
  @property({ attribute: false }) sampling: Sampling | undefined;
  /** Undefined for an image in its own colours. */
  @property({ attribute: false }) scale: ColourScale | undefined;
  @property() label = '';

  private readonly canvas = createRef<HTMLCanvasElement>();
  private readonly bar = createRef<HTMLCanvasElement>();

  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        gap: 18px;
        min-block-size: 0;
        overflow: auto;
      }
      .picture {
        align-self: start;
        aspect-ratio: var(--ratio);
        border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        cursor: crosshair;
        image-rendering: pixelated;
        inline-size: min(100%, var(--widest), calc(68vh * var(--ratio)));
      }
      .scale {
        display: grid;
        flex: none;
        gap: 4px;
        grid-template-columns: auto auto;
        grid-template-rows: 1fr 1fr 1fr;
        block-size: 240px;
        max-block-size: 100%;
      }
      .scale canvas {
        block-size: 100%;
        grid-row: 1 / 4;
        inline-size: 18px;
        min-block-size: 0;
      }
      .middle {
        align-self: center;
      }
      .least {
        align-self: end;
      }
    `,
  ];

  override render() {
    const { picture, sampling } = this;
    if (picture === undefined || sampling === undefined) {
      return html`<p class="quiet">${messages.pages.reading}</p>`;
    }
    const { minimum, maximum } = picture;
    const ratio = Math.max(1 / LONGEST_SIDE, Math.min(LONGEST_SIDE, sampling.columns / sampling.rows));
    return html`
      <canvas
        class="picture"
        ${ref(this.canvas)}
        role="img"
        aria-label=${this.label}
        width=${sampling.columns}
        height=${sampling.rows}
        .style=${`--ratio: ${ratio}; --widest: ${Math.max(120, LARGEST_PIXEL * sampling.columns)}px`}
        @pointermove=${(event: PointerEvent) => this.tell('place-hover', event)}
        @click=${(event: PointerEvent) => this.tell('place-choose', event)}
      ></canvas>
      ${
        this.scale === undefined
          ? nothing
          : html`<div class="scale number">
              <canvas ${ref(this.bar)} width="1" height="128" aria-hidden="true"></canvas>
              <span>${numberText(maximum)}</span>
              <span class="middle">${numberText(minimum + (maximum - minimum) / 2)}</span>
              <span class="least">${numberText(minimum)}</span>
            </div>`
      }
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('picture') || changed.has('scale')) {
      this.paint();
    }
  }

  private paint(): void {
    const { picture, sampling, scale } = this;
    if (picture !== undefined && sampling !== undefined && picture.rgba.length > 0) {
      const image = new ImageData(picture.rgba, sampling.columns, sampling.rows);
      this.canvas.value?.getContext('2d')?.putImageData(image, 0, 0);
    }
    const bar = this.bar.value;
    const context = bar?.getContext('2d');
    if (bar !== undefined && context && scale !== undefined) {
      for (let y = 0; y < bar.height; y += 1) {
        context.fillStyle = `rgb(${colourAt(scale, 1 - y / (bar.height - 1)).join(' ')})`;
        context.fillRect(0, y, 1, 1);
      }
    }
  }

  private tell(type: 'place-hover' | 'place-choose', event: PointerEvent): void {
    const { sampling } = this;
    const box = this.canvas.value?.getBoundingClientRect();
    if (sampling === undefined || box === undefined) {
      return;
    }
    const at = (position: number, size: number, count: number) =>
      Math.max(0, Math.min(count - 1, Math.floor((position / size) * count)));
    const detail = {
      row: at(event.clientY - box.top, box.height, sampling.rows) * sampling.rowStep,
      column: at(event.clientX - box.left, box.width, sampling.columns) * sampling.columnStep,
    };
    this.dispatchEvent(new CustomEvent<Place>(type, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-heat-map': HeatMap;
  }
}
