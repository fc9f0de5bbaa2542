import { errorText } from '../../src/format/error-text';
import { messages } from './messages';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExportOutcome, ExportRequest } from '../../src/protocol/export';
import './select-field';
import { APPEARANCES, type Appearance, rasterise, standaloneSvg } from './svg-export';
import type { SvgLegendEntry } from './svg-legend';
import { baseStyles } from './theme';

type FigureFormat = 'png' | 'svg' | 'csv';
const FIGURE_FORMATS: readonly FigureFormat[] = ['png', 'svg', 'csv'];

const APPEARANCE_CHOICES = APPEARANCES.map((value) => ({ value, label: messages.pages.appearances[value] }));

/**
 * A figure with its exports. The chart goes into the default slot, with *Copy as* and *Save as* PNG, SVG and CSV below it.
 * The extension copies text and saves files (event `export-request`). The page itself copies a PNG to the clipboard, or
 * saves it to a file if the window does not allow that.
 *
 * @fires export-request - CustomEvent<ExportRequest>, which the page sends to the extension unchanged
 */
@customElement('focal-chart-figure')
export class ChartFigure extends LitElement {
  /** Name of the figure in the labels of its buttons and in file names, such as `focal-loss`. */
  @property() fileName = 'figure';
  /** Returns the SVG to export. */
  @property({ attribute: false }) svg: () => SVGSVGElement | null = () => null;
  /** The legend that the page shows beside the figure; an exported picture contains it. */
  @property({ attribute: false }) legend: readonly SvgLegendEntry[] = [];
  /** Returns the figure's data as CSV. */
  @property({ attribute: false }) csv: () => string = () => '';

  @state() private appearance: Appearance = 'asShown';
  @state() private status = '';

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      figure {
        margin: 0;
      }
      .exports {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        padding-block-start: 8px;
      }
      .group {
        align-items: center;
        display: flex;
        gap: 2px;
      }
      focal-select-field {
        inline-size: 210px;
      }
      .status {
        margin-inline-start: auto;
        min-block-size: 1.4em;
      }
    `,
  ];

  override render() {
    return html`
      <figure>
        <slot></slot>
        <div class="exports">
          <div class="group" role="group" aria-label=${messages.pages.copyFigure}>
            <span class="quiet" aria-hidden="true">${messages.pages.copyAs}</span>
            ${FIGURE_FORMATS.map(
              (format) => html`<vscode-toolbar-button
                label=${messages.pages.copyAsFormat(format.toUpperCase())}
                @click=${() => this.copy(format)}
                >${format.toUpperCase()}</vscode-toolbar-button
              >`,
            )}
          </div>
          <div class="group" role="group" aria-label=${messages.pages.saveFigure}>
            <span class="quiet" aria-hidden="true">${messages.pages.saveAs}</span>
            ${FIGURE_FORMATS.map(
              (format) => html`<vscode-toolbar-button
                label=${messages.pages.saveAsFormat(format.toUpperCase())}
                @click=${() => this.save(format)}
                >${format.toUpperCase()}</vscode-toolbar-button
              >`,
            )}
          </div>
          <focal-select-field
            inline
            label=${messages.pages.exportColours}
            .value=${this.appearance}
            .choices=${APPEARANCE_CHOICES}
            @choice-change=${({ detail }: CustomEvent<Appearance>) => {
              this.appearance = detail;
            }}
          ></focal-select-field>
          <span class="status quiet" role="status">${this.status}</span>
        </div>
      </figure>
    `;
  }

  /** Shows the outcome of an export. The page calls it with the extension's answer. */
  showOutcome(outcome: Pick<ExportOutcome, 'message'>): void {
    this.status = outcome.message;
  }

  private async copy(format: FigureFormat): Promise<void> {
    if (format !== 'png') {
      this.request({ type: 'copyText', format, text: this.text(format) });
      return;
    }
    try {
      // The item takes the promise: `write` must be called at once to count as the response to the click.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': this.picture() })]);
      this.status = messages.pages.pngCopied;
    } catch (error) {
      const reason = errorText(error);
      this.status = messages.pages.noPicturesOnClipboard(reason);
      await this.save('png');
    }
  }

  private async save(format: FigureFormat): Promise<void> {
    const content =
      format === 'png' ? new Uint8Array(await (await this.picture()).arrayBuffer()) : this.text(format);
    this.request({ type: 'saveFile', format, suggestedName: `${this.fileName}.${format}`, content });
  }

  private text(format: 'svg' | 'csv'): string {
    return format === 'svg' ? this.standalone() : this.csv();
  }

  private picture(): Promise<Blob> {
    return rasterise(this.standalone());
  }

  private standalone(): string {
    const svg = this.svg();
    if (svg === null) {
      throw new Error(messages.pages.noFigureYet);
    }
    return standaloneSvg(svg, this.appearance, this.legend);
  }

  private request(detail: ExportRequest): void {
    this.dispatchEvent(
      new CustomEvent<ExportRequest>('export-request', { detail, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-chart-figure': ChartFigure;
  }
}
