import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { codeIn, FRAMEWORK_NAMES, FRAMEWORKS } from '../../src/check/explain/codes';
import { explainedCurves } from '../../src/check/figures/explained-curves';
import type { ExplanationFacts } from '../../src/check/report/explanation';
import type { Report } from '../../src/check/report/report';
import type { Framework } from '../../src/loss/variants/variant';
import type { CopyText } from '../../src/protocol/export';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import { codeText, codeTextStyles } from '../shared/code-text';
import '../shared/icon-button';
import { messages } from '../shared/messages';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import './report-chart';

/**
 * The code of a loss that explains a value, in a framework, and what to do with it.
 *
 * @fires keep-view - CustomEvent<KeptAnswers>, the chosen framework
 * @fires export-request - CustomEvent<CopyText>, the code
 * @fires insert-right-version - CustomEvent<Framework>, to insert the focal loss of the report
 */
@customElement('focal-explanation-code')
export class ExplanationCode extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) facts: ExplanationFacts | undefined;
  @property() framework: Framework = 'pytorch';
  @state() private isPlotted = false;

  static override styles = [
    baseStyles,
    codeTextStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr);
      }
      focal-select-field {
        max-inline-size: 240px;
      }
      .code {
        background: var(--vscode-textCodeBlock-background);
        border-radius: 4px;
        display: flex;
        justify-content: space-between;
        max-inline-size: 100ch;
        padding: 8px 10px;
      }
      pre {
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: var(--vscode-editor-font-size, inherit);
        margin: 0;
        overflow-x: auto;
      }
      .actions {
        align-items: end;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  override render() {
    const { report, facts, framework } = this;
    if (report === undefined || facts === undefined) {
      return nothing;
    }
    const says = messages.explanations;
    const own = codeIn(framework, facts);
    const code = own ?? codeIn('pytorch', facts) ?? '';
    const figure = explainedCurves(report, facts, messages);
    return html`
      <focal-select-field
        inline
        .label=${says.framework}
        .value=${framework}
        .choices=${FRAMEWORKS.map((value) => ({ value, label: FRAMEWORK_NAMES[value] }))}
        @choice-change=${this.choose}
      ></focal-select-field>
      ${own === null ? html`<p class="quiet">${says.noCodeIn({ framework: FRAMEWORK_NAMES[framework] })}</p>` : nothing}
      <div class="code">
        <pre><code>${codeText(code)}</code></pre>
        <focal-icon-button icon="copy" .label=${says.copyCode} @click=${() => this.copy(code)}></focal-icon-button>
      </div>
      <div class="actions">
        <vscode-button secondary icon="insert" @click=${() => this.tell('insert-right-version', framework)}>${says.insertRight}</vscode-button>
        ${
          figure === null
            ? nothing
            : html`<vscode-button
                secondary
                icon="graph-line"
                aria-expanded=${this.isPlotted}
                @click=${this.togglePlot}
                >${this.isPlotted ? says.hidePlot : says.plotBoth}</vscode-button
              >`
        }
      </div>
      ${figure === null || !this.isPlotted ? nothing : html`<focal-report-chart .figure=${figure}></focal-report-chart>`}
    `;
  }

  private choose({ detail }: CustomEvent<Framework>): void {
    this.framework = detail;
    this.tell<KeptAnswers>('keep-view', { framework: detail });
  }

  private copy(text: string): void {
    this.tell<CopyText>('export-request', { type: 'copyText', format: 'txt', text: `${text}\n` });
  }

  private togglePlot(): void {
    this.isPlotted = !this.isPlotted;
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-explanation-code': ExplanationCode;
  }
}
