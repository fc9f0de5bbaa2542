import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type ElementPlace, placeOfFinding } from '../../src/check/derive/element-place';
import type { Finding, Report, Severity, Statement } from '../../src/check/report/report';
import { indexText } from '../../src/messages/facts';
import { reportedSentences } from '../../src/messages/finding';
import type { CopyText } from '../../src/protocol/export';
import { type SnippetName, snippetForFinding } from '../../src/snippets/for-finding';
import { baseStyles } from '../shared/theme';

const icons: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'info' };
/**
 * The findings: what is wrong, what it means and how to fix it.
 *
 * @fires export-request - CustomEvent<CopyText>, for *Copy finding*
 * @fires show-element - CustomEvent<ElementPlace>, the first element that a finding speaks of
 * @fires insert-snippet - CustomEvent<string>, the id of the snippet that fixes a finding
 */
@customElement('focal-findings-list')
export class FindingsList extends LitElement {
  @property({ attribute: false }) report: Report | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
        display: block;
      }
      ul {
        display: grid;
        gap: 10px;
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .findings > li {
        background: var(--vscode-textBlockQuote-background);
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-inline-start: 4px solid var(--severity);
        display: grid;
        gap: 2px 10px;
        grid-template-columns: auto minmax(0, 1fr) auto;
        padding: 10px 12px;
      }
      .error {
        --severity: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
      }
      .warning {
        --severity: var(--vscode-editorWarning-foreground);
      }
      .information {
        --severity: var(--vscode-editorInfo-foreground);
      }
      vscode-icon {
        color: var(--severity);
        padding-block-start: 2px;
      }
      .clean {
        align-items: center;
        display: flex;
        gap: 8px;
      }
      .clean vscode-icon {
        --severity: var(--vscode-testing-iconPassed, var(--vscode-charts-green));
      }
      dl {
        display: grid;
        gap: 2px 12px;
        grid-column: 2 / -1;
        grid-template-columns: max-content minmax(0, 1fr);
        margin: 4px 0 0;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      details {
        grid-column: 2 / -1;
        margin-block-start: 6px;
      }
      summary {
        color: var(--vscode-descriptionForeground);
        cursor: pointer;
      }
      .consequences {
        margin-block-start: 6px;
      }
      .consequences > li {
        display: grid;
        gap: 0 8px;
        grid-template-columns: auto minmax(0, 1fr);
        overflow-wrap: anywhere;
      }
      .consequences p {
        grid-column: 2;
        margin: 0;
      }
      h4 {
        font-size: inherit;
        margin: 0;
      }
      .snippet {
        display: block;
        inline-size: fit-content;
        margin-block-start: 6px;
        max-inline-size: 100%;
      }
      /* A narrow panel, or a large zoom: each part begins a line of its own. */
      @container (max-width: 480px) {
        dl {
          grid-column: 1 / -1;
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    const { report } = this;
    if (report === undefined) {
      return nothing;
    }
    if (report.findings.length === 0) {
      return html`<p class="clean"><vscode-icon name="pass"></vscode-icon>${messages.reportPage.clean}</p>`;
    }
    return html`<ul class="findings">
      ${report.findings.map((finding) => this.renderFinding(report, finding))}
    </ul>`;
  }

  private renderFinding(report: Report, finding: Finding) {
    const { id, severity, consequences } = finding;
    const { title, seen, means, fix } = reportedSentences(messages.findings, finding);
    const { severities, titled, copyFinding } = messages.reportPage;
    const snippet = snippetForFinding(id, report.interpretation.link);
    return html`<li class=${severity}>
      <vscode-icon name=${icons[severity]} label=${severities[severity]}></vscode-icon>
      <h3><span class="visually-hidden">${titled(severities[severity], '')}</span>${title}</h3>
      <vscode-toolbar-button icon="copy" label=${copyFinding(title)} @click=${() => this.copy(finding)}></vscode-toolbar-button>
      <dl>
        <dt>${messages.reportPage.seen}</dt>
        <dd>${seen}${this.renderPlace(placeOfFinding(report, finding))}</dd>
        <dt>${messages.reportPage.means}</dt>
        <dd>${means}</dd>
        <dt>${messages.reportPage.fix}</dt>
        <dd>${fix}${snippet === undefined ? nothing : this.renderSnippet(snippet)}</dd>
      </dl>
      ${consequences.length === 0 ? nothing : this.renderConsequences(consequences)}
    </li>`;
  }

  private renderPlace(place: ElementPlace | null) {
    return place === null
      ? nothing
      : html`<vscode-button class="snippet" secondary icon="go-to-file" @click=${() => this.show(place)}>${messages.reportPage.showInViewer(place.array, indexText(place.index))}</vscode-button>`;
  }

  private show(detail: ElementPlace): void {
    this.dispatchEvent(
      new CustomEvent<ElementPlace>('show-element', { detail, bubbles: true, composed: true }),
    );
  }

  /** Folds what follows from the finding: it is gone once the finding is mended. */
  private renderConsequences(consequences: readonly Statement[]) {
    const { severities, titled } = messages.reportPage;
    return html`<details>
      <summary>${messages.report.consequences({ count: consequences.length })}</summary>
      <ul class="consequences">
        ${consequences.map((one) => {
          const { title, seen } = reportedSentences(messages.findings, one);
          return html`<li class=${one.severity}>
            <vscode-icon name=${icons[one.severity]} label=${severities[one.severity]}></vscode-icon>
            <h4><span class="visually-hidden">${titled(severities[one.severity], '')}</span>${title}</h4>
            <p>${seen}</p>
          </li>`;
        })}
      </ul>
    </details>`;
  }

  private renderSnippet({ id, title }: SnippetName) {
    return html`<vscode-button class="snippet" secondary icon="insert" @click=${() => this.insert(id)}>${messages.reportPage.insertSnippet(title)}</vscode-button>`;
  }

  private insert(snippet: string): void {
    this.dispatchEvent(
      new CustomEvent<string>('insert-snippet', { detail: snippet, bubbles: true, composed: true }),
    );
  }

  private copy(finding: Finding): void {
    const { id, severity, consequences } = finding;
    const { title, seen, means, fix } = reportedSentences(messages.findings, finding);
    const { severities, titled, ...labels } = messages.reportPage;
    const lines = [
      titled(severities[severity], `${title} (${id})`),
      titled(labels.seen, seen),
      titled(labels.means, means),
      titled(labels.fix, fix),
      ...consequences.map((one) => {
        const follows = reportedSentences(messages.findings, one);
        return titled(severities[one.severity], `${follows.title} (${one.id}): ${follows.seen}`);
      }),
    ];
    const text = `${lines.join('\n')}\n`;
    const detail: CopyText = { type: 'copyText', format: 'md', text };
    this.dispatchEvent(
      new CustomEvent<CopyText>('export-request', { detail, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-findings-list': FindingsList;
  }
}
