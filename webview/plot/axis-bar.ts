import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as v from 'valibot';
import { messages } from '../shared/messages';
import { type Figure, plotStateSchema } from './plot-state';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';

export type Axes = Pick<Figure, 'xAxis' | 'yAxis' | 'yScale'>;

const axesSchema = v.pick(plotStateSchema.entries.figure, ['xAxis', 'yAxis', 'yScale']);

const { yAxes, xAxes, yScales } = messages.plot;
const yAxisChoices = Object.entries(yAxes).map(([value, label]) => ({ value, label }));
const xAxisChoices = Object.entries(xAxes).map(([value, label]) => ({ value, label }));
const yScaleChoices = Object.entries(yScales).map(([value, label]) => ({ value, label }));

/**
 * The choice of the axes.
 *
 * @fires axes-change - CustomEvent<Axes>
 */
@customElement('focal-axis-bar')
export class AxisBar extends LitElement {
  @property({ attribute: false }) axes: Axes | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
        grid-template-columns: repeat(3, minmax(0, 190px));
      }
    `,
  ];

  override render() {
    return html`
      <focal-select-field
        label=${messages.plot.yAxis}
        .value=${this.axes?.yAxis ?? ''}
        .choices=${yAxisChoices}
        @choice-change=${(event: CustomEvent<string>) => this.change({ yAxis: event.detail })}
      ></focal-select-field>
      <focal-select-field
        label=${messages.plot.yScale}
        .value=${this.axes?.yScale ?? ''}
        .choices=${yScaleChoices}
        @choice-change=${(event: CustomEvent<string>) => this.change({ yScale: event.detail })}
      ></focal-select-field>
      <focal-select-field
        label=${messages.plot.xAxis}
        .value=${this.axes?.xAxis ?? ''}
        .choices=${xAxisChoices}
        @choice-change=${(event: CustomEvent<string>) => this.change({ xAxis: event.detail })}
      ></focal-select-field>
    `;
  }

  private change(change: Partial<Record<keyof Axes, string>>): void {
    const detail = v.parse(axesSchema, { ...this.axes, ...change });
    this.dispatchEvent(new CustomEvent<Axes>('axes-change', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-axis-bar': AxisBar;
  }
}
