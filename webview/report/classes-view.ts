import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { worthlessText } from '../../src/check/answers/unmatched-targets';
import {
  type ClassRows,
  classRowsOf,
  FEW_BELOW,
  FREQUENCIES,
  type Frequency,
  MANY_ABOVE,
} from '../../src/check/derive/class-rows';
import { thresholdsByName } from '../../src/check/derive/label-thresholds';
import {
  type ClassColumn,
  classColumns,
  frequencyGroups,
  sortedClasses,
} from '../../src/check/render/class-cells';
import { classLabel } from '../../src/check/report/class-label';
import type { ExportRequest } from '../../src/protocol/export';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import type { FinishedCheck } from '../../src/protocol/report';
import '../shared/icon-button';
import { messages } from '../shared/messages';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import { keepView } from './answers/keep-view';
import './class-detail';
import { classesCsv } from './classes-csv';
import './classes-table';
import './misleading-part';
import type { ClassOrder, LabelledClass } from './classes-table';

/** Classes on a page of the list. */
const PAGE = 50;

/**
 * All classes of a report: what they hold and how well they are told from the others.
 *
 * @fires count-classes - Event, when the scores of all rows are to be counted
 * @fires choose-names - Event, when the user wants to choose a file of names
 * @fires export-request - CustomEvent<ExportRequest>
 */
@customElement('focal-classes-view')
export class ClassesView extends LitElement {
  @property({ attribute: false }) finished: FinishedCheck | undefined;
  /** The user's earlier settings. */
  @property({ attribute: false }) kept: KeptAnswers = {};
  @state() private filter = '';
  @state() private group: Frequency | 'all' = 'all';
  @state() private order: ClassOrder = { column: 'averagePrecision', direction: 'ascending' };
  @state() private first = 0;
  @state() private selected: number | undefined;
  private found: ClassRows | null = null;
  private rows: readonly LabelledClass[] = [];

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      .row {
        align-items: end;
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
      }
      .end {
        margin-inline-start: auto;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
      p {
        margin: 0;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { classes } = this.kept;
    if (!this.hasUpdated && classes !== undefined) {
      this.filter = classes.filter;
      this.group = classes.group;
      this.order = { column: classes.column, direction: classes.direction };
      this.first = classes.first;
      this.selected = classes.selected ?? undefined;
    }
    if (changed.has('finished')) {
      this.found = this.finished === undefined ? null : classRowsOf(this.finished.report);
      this.rows = this.found === null ? [] : this.found.classes.map((row) => this.labelled(row));
    }
  }

  protected override updated(): void {
    const { filter, group, order, first, selected = null } = this;
    keepView(this, { classes: { filter, group, ...order, first, selected } });
  }

  override render() {
    const { finished, found, rows } = this;
    if (finished === undefined || found === null) {
      return html`<p>${messages.classes.none}</p>`;
    }
    const chosen = this.chosenRows();
    const first = Math.min(this.first, Math.max(0, chosen.length - 1));
    const from = first - (first % PAGE);
    const shown = chosen.slice(from, from + PAGE);
    const selected = rows.find(({ index }) => index === this.selected);
    return html`
      <h2>${messages.classes.title}</h2>
      <focal-misleading-part .reason=${worthlessText(finished.report, messages)}>
      ${this.renderSummary(finished, found)}
      ${this.renderControls()}
      <div class="row">
        <span role="status">${messages.classes.shownOf({ from: from + 1, to: from + shown.length, all: chosen.length })}</span>
        ${chosen.length > PAGE ? this.renderPager(from, chosen.length) : nothing}
        ${this.renderExports(finished, chosen)}
      </div>
      <focal-classes-table
        .rows=${shown}
        .columns=${classColumns(finished.report.interpretation)}
        .nameOf=${(index: number) => this.nameOf(index)}
        .order=${this.order}
        .selected=${this.selected}
        .most=${Math.max(1, ...rows.map(({ count }) => count))}
        @class-order=${({ detail }: CustomEvent<ClassColumn>) => this.sortBy(detail)}
        @class-select=${({ detail }: CustomEvent<number>) => this.select(detail)}
      ></focal-classes-table>
      <focal-class-detail .report=${finished.report} .row=${selected}></focal-class-detail>
      </focal-misleading-part>
    `;
  }

  private renderSummary({ report, named, saved }: FinishedCheck, found: ClassRows) {
    const says = messages.classes;
    const { classes, link } = report.interpretation;
    const count = classes ?? this.rows.length;
    const positives = this.rows.reduce((sum, row) => sum + row.count, 0);
    const isSampled = found.rows < found.ofRows;
    return html`<div>
      <p>
        ${says.summary({ classes: count, positives })}
        ${count > this.rows.length ? says.others({ classes: count - this.rows.length }) : nothing}
        ${
          named === null
            ? nothing
            : named.names.length === count
              ? says.named({ file: named.file })
              : says.misnamed({ file: named.file, names: named.names.length, classes: count })
        }
      </p>
      ${frequencyGroups(this.rows).map(
        ({ frequency, ...group }) =>
          html`<p>${says.frequency({ name: says.frequencies[frequency], ...group })}</p>`,
      )}
      ${found.labelsPerRow === null ? nothing : html`<p>${says.labelsPerRow(found.labelsPerRow)}</p>`}
      <p class="quiet">
        ${messages.paragraph([
          says.frequencyLimits({ many: MANY_ABOVE, few: FEW_BELOW }),
          isSampled ? says.sampled(found) : says.allRows(found),
          link === 'softmax' ? says.oneAgainstRest : '',
          says.how,
        ])}
      </p>
      <div class="row">
        ${
          isSampled && !saved
            ? html`<vscode-button secondary @click=${() => this.tell('count-classes')}>${says.countAllRows({ rows: found.ofRows })}</vscode-button>`
            : nothing
        }
        ${saved ? nothing : html`<vscode-button secondary @click=${() => this.tell('choose-names')}>${says.chooseNames}</vscode-button>`}
      </div>
    </div>`;
  }

  private renderControls() {
    const says = messages.classes;
    const groups = frequencyGroups(this.rows);
    return html`<div class="row">
      <div>
        <span class="label quiet" aria-hidden="true">${says.search}</span>
        <vscode-textfield
          .label=${says.search}
          placeholder=${says.searchPlaceholder}
          .value=${this.filter}
          @input=${(event: Event) => {
            this.filter = (event.currentTarget as HTMLInputElement).value;
            this.first = 0;
          }}
        ></vscode-textfield>
      </div>
      <focal-select-field
        label=${says.group}
        .value=${this.group}
        .choices=${[
          { value: 'all', label: says.allGroups({ classes: this.rows.length }) },
          ...groups.map(({ frequency, classes }) => ({
            value: frequency,
            label: says.ofGroup({ name: says.frequencies[frequency], classes }),
          })),
        ]}
        @choice-change=${({ detail }: CustomEvent<string>) => {
          this.group = FREQUENCIES.find((frequency) => frequency === detail) ?? 'all';
          this.first = 0;
        }}
      ></focal-select-field>
    </div>`;
  }

  private renderPager(from: number, all: number) {
    const says = messages.classes;
    const isLast = from + PAGE >= all;
    return html`<span>
      <focal-icon-button icon="chevron-left" label=${says.previousPage} ?disabled=${from === 0} @click=${() => this.turnTo(from - PAGE, all)}></focal-icon-button>
      <focal-icon-button icon="chevron-right" label=${says.nextPage} ?disabled=${isLast} @click=${() => this.turnTo(from + PAGE, all)}></focal-icon-button>
    </span>`;
  }

  private renderExports({ title, named }: FinishedCheck, rows: readonly LabelledClass[]) {
    const says = messages.classes;
    const thresholds = () => JSON.stringify(Object.fromEntries(thresholdsByName(this.rows)), null, 2);
    const suggestedName = `${title.replaceAll(/[\\/:*?"<>|,]+\s*/g, '_')}.classes`;
    const json = () =>
      JSON.stringify({ ...this.found, namesFrom: named?.file ?? null, classes: this.rows }, null, 2);
    const ask = (detail: ExportRequest) => this.request(detail);
    return html`<span class="row end">
      <vscode-button secondary title=${says.copyThresholdsOf} @click=${() => ask({ type: 'copyText', format: 'json', text: thresholds() })}>${says.copyThresholds}</vscode-button>
      <vscode-button secondary @click=${() => ask({ type: 'copyText', format: 'csv', text: classesCsv(rows) })}>${says.copyCsv}</vscode-button>
      <vscode-button secondary @click=${() => ask({ type: 'saveFile', format: 'csv', suggestedName: `${suggestedName}.csv`, content: classesCsv(rows) })}>${says.saveCsv}</vscode-button>
      <vscode-button secondary @click=${() => ask({ type: 'saveFile', format: 'json', suggestedName: `${suggestedName}.json`, content: json() })}>${says.saveJson}</vscode-button>
    </span>`;
  }

  private chosenRows(): LabelledClass[] {
    const words = this.filter.toLowerCase().split(/\s+/);
    const fitting = this.rows.filter(
      ({ frequency, label, index }) =>
        (this.group === 'all' || frequency === this.group) &&
        words.every((word) => label.toLowerCase().includes(word) || String(index) === word),
    );
    return sortedClasses(fitting, this.order.column, this.order.direction);
  }

  private labelled(row: ClassRows['classes'][number]): LabelledClass {
    const name = this.finished?.named?.names[row.index] ?? null;
    return { name, ...row, label: this.nameOf(row.index) };
  }

  private nameOf(index: number): string {
    const { report, named } = this.finished ?? {};
    const own = named?.names[index] ?? null;
    return own ?? (report === undefined ? String(index) : classLabel(messages, report.interpretation, index));
  }

  private sortBy(column: ClassColumn): void {
    const isSame = this.order.column === column;
    const other = this.order.direction === 'ascending' ? 'descending' : 'ascending';
    this.order = { column, direction: isSame ? other : 'descending' };
    this.first = 0;
  }

  private select(index: number): void {
    this.selected = this.selected === index ? undefined : index;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('focal-class-detail')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  private turnTo(first: number, all: number): void {
    if (first >= 0 && first < all) {
      this.first = first;
    }
  }

  private request(detail: ExportRequest): void {
    this.dispatchEvent(new CustomEvent('export-request', { detail, bubbles: true, composed: true }));
  }

  private tell(name: string): void {
    this.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-classes-view': ClassesView;
  }
}
