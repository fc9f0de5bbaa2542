import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ViewedArray } from '../../src/protocol/viewer';
import type { AxisRange, ExactValues } from '../../src/tensor/tensor-file';
import { shortText } from '../../src/tensor/value-text';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import { colourScales } from './colours';
import './heat-map';
import { colourPicture, heatMap, type Picture, type Sampling, samplingOf } from './picture';
import { columnCount, indexAt, type Place, rangesOf, rowCount } from './slice';
import type { BoxSource } from './slice-values';
import { colourAxisOf, type ViewState } from './view-state';

/** Red, green and blue. */
const CHANNELS = [0, 1, 2];

/**
 * A slice as a heat map, or as an image in its own colours. It reads a sample of the slice and paints that.
 *
 * @fires place-choose - CustomEvent<Place>
 */
@customElement('focal-slice-picture')
export class SlicePicture extends LitElement {
  @property({ attribute: false }) array: ViewedArray | undefined;
  @property({ attribute: false }) view: ViewState | undefined;
  @property({ attribute: false }) source: BoxSource | undefined;

  @state() private picture: Picture | undefined;
  @state() private hovered: Place | undefined;
  private sampling: Sampling | undefined;
  /** The values received so far, one entry per channel. */
  private answers: (ExactValues | undefined)[] = [];
  private stop = new AbortController();
  private question = '';

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
      }
      .reading {
        /* A second line would move the picture under the pointer. */
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    const { array, view, sampling } = this;
    if (array === undefined || view === undefined || sampling === undefined) {
      return nothing;
    }
    if (sampling.rows === 0 || sampling.columns === 0) {
      return html`<p class="quiet">${messages.viewer.sliceIsEmpty}</p>`;
    }
    return html`
      <p class="reading quiet number">${this.reading(array, view)}</p>
      <focal-heat-map
        .picture=${this.picture}
        .sampling=${sampling}
        .scale=${view.display === 'image' ? undefined : colourScales[view.colours]}
        .label=${this.label(array, view)}
        @place-hover=${(event: CustomEvent<Place>) => {
          this.hovered = event.detail;
        }}
        @place-choose=${(event: CustomEvent<Place>) =>
          this.dispatchEvent(new CustomEvent<Place>('place-choose', { detail: event.detail }))}
      ></focal-heat-map>
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { array, view } = this;
    if (array === undefined || view === undefined || !(changed.has('view') || changed.has('source'))) {
      return;
    }
    const sampling = samplingOf(rowCount(view.slice, array.shape), columnCount(view.slice, array.shape));
    const boxes = this.boxesOf(array, view, sampling);
    const question = JSON.stringify([array.name, boxes, view.display]);
    this.sampling = sampling;
    if (question !== this.question || changed.has('source')) {
      this.question = question;
      this.ask(boxes);
    } else {
      // Only the colours changed.
      this.paint();
    }
  }

  private boxesOf({ shape }: ViewedArray, view: ViewState, sampling: Sampling): AxisRange[][] {
    if (sampling.rows === 0 || sampling.columns === 0) {
      return [];
    }
    const ranges = rangesOf(view.slice, sampling, sampling.rowStep, sampling.columnStep);
    const colourAxis = view.display === 'image' ? colourAxisOf(view, shape) : undefined;
    return colourAxis === undefined
      ? [ranges]
      : CHANNELS.map((channel) => ranges.with(colourAxis, { start: channel, count: 1 }));
  }

  private ask(boxes: readonly AxisRange[][]): void {
    this.forget();
    this.picture = undefined;
    this.hovered = undefined;
    const answers = Array.from({ length: boxes.length }, (): ExactValues | undefined => undefined);
    this.answers = answers;
    for (const [channel, ranges] of boxes.entries()) {
      this.source?.read(ranges, this.stop.signal, (values) => {
        answers[channel] = values;
        this.paint();
      });
    }
  }

  private forget(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.answers = [];
  }

  private paint(): void {
    const { array, view, sampling } = this;
    const [red, green, blue] = this.answers;
    const isRead = this.answers.every((values) => values !== undefined);
    if (!isRead || array === undefined || view === undefined || sampling === undefined || red === undefined) {
      return;
    }
    this.picture =
      green === undefined || blue === undefined
        ? heatMap(red, view.slice, sampling, view.colours)
        : colourPicture([red, green, blue], view.slice, sampling, array.dtype === 'uint8');
  }

  private label({ name, shape }: ViewedArray, { display, slice }: ViewState): string {
    const { heatMapOf, imageOf } = messages.viewer;
    return (display === 'image' ? imageOf : heatMapOf)(
      name,
      rowCount(slice, shape),
      columnCount(slice, shape),
    );
  }

  private reading(array: ViewedArray, view: ViewState): string {
    const { hovered, picture, sampling } = this;
    const { rowStep = 1, columnStep = 1, columns = 1 } = sampling ?? {};
    if (hovered === undefined || picture === undefined) {
      const drawn = { rows: sampling?.rows ?? 0, columns };
      const all = { rows: rowCount(view.slice, array.shape), columns: columnCount(view.slice, array.shape) };
      const isSampled = rowStep > 1 || columnStep > 1;
      const { sampled, clickForValue, nanColour } = messages.viewer;
      const isHeatMap = view.display === 'heatMap';
      const hasNotFinite = isHeatMap && picture?.values.some((value) => !Number.isFinite(value));
      return [
        ...(isSampled ? [sampled(drawn, all)] : []),
        ...(hasNotFinite ? [nanColour] : []),
        clickForValue,
      ].join(' ');
    }
    const value = picture.values[(hovered.row / rowStep) * columns + hovered.column / columnStep];
    const place = `${array.name}[${indexAt(view.slice, hovered).join(', ')}]`;
    return view.display === 'image' || value === undefined
      ? place
      : `${place} = ${shortText(value, array.dtype === 'bool' ? 'bool' : 'float64')}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-slice-picture': SlicePicture;
  }
}
