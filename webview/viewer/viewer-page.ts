import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { naturalOrder } from '../../src/format/natural-order';
import { shapeText } from '../../src/format/shape-text';
import { bytesText, compactText } from '../../src/format/thousands-text';
import type { ExportRequest } from '../../src/protocol/export';
import { Answerer, Asker, answering } from '../../src/protocol/requests';
import {
  type CsvRequest,
  type FromViewerPage,
  fromViewerPageSchema,
  type OpenedFile,
  READ_BOX,
  SHOWN,
  type Shown,
  type StatisticsState,
  type ToViewerPage,
  toViewerPageSchema,
  type ViewedArray,
} from '../../src/protocol/viewer';
import { baseName } from '../../src/tensor/file-names';
import { connect } from '../shared/connection';
import { baseStyles } from '../shared/theme';
import './array-list';
import type { ArrayView } from './array-view';
import './array-view';
import { breakable } from './breakable';
import { describeShown } from './describe-shown';
import { unravel } from './index-text';
import type { BoxSource } from './slice-values';
import './statistics-view';
import { type SavedPage, savedPageSchema, type ViewState, viewFitting } from './view-state';
import { viewerPageStyles } from './viewer-page.styles';

/** Statistics of arrays up to this size are computed without a request, because reading them is quick. */
const SMALL_ARRAY_BYTES = 100_000_000;

/** The page of the tensor viewer: the list of a file's arrays, and one of them. */
@customElement('focal-viewer-page')
export class ViewerPage extends LitElement {
  private readonly connection = connect<ToViewerPage, FromViewerPage, SavedPage>({
    receives: toViewerPageSchema,
    sends: fromViewerPageSchema,
    saves: savedPageSchema,
  });
  private readonly arrayView = createRef<ArrayView>();
  private readonly views = new Map<string, ViewState>();
  private readonly extension = new Asker((message) => this.connection.send(message));
  private readonly answerer = new Answerer(
    (message) => this.connection.send(message),
    [answering(SHOWN, () => this.describe())],
  );

  @state() private opened: OpenedFile | undefined;
  @state() private failure = '';
  @state() private array: ViewedArray | undefined;
  @state() private view: ViewState | undefined;
  /** A new object for every array and every version of the file. */
  @state() private source: BoxSource | undefined;
  @state() private statistics: ReadonlyMap<string, StatisticsState> = new Map();
  @state() private message = '';
  /** The reason why values could not be read; empty if there is none. */
  @state() private problem = '';

  static override styles = [baseStyles, viewerPageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.connection.listen((message) => this.receive(message));
    this.addEventListener('export-request', (event) =>
      this.connection.send((event as CustomEvent<ExportRequest>).detail),
    );
    this.connection.send({ type: 'ready' });
  }

  override render() {
    if (this.failure !== '') {
      return this.renderFailure();
    }
    const { opened, array } = this;
    if (opened === undefined || array === undefined) {
      return html`<p class="failure quiet">${messages.viewer.opening}</p>`;
    }
    const listed = opened.arrays.length + opened.refused.length > 1;
    return html`<main>
      <header>
        <div>
          <h1>${baseName(opened.file)}</h1>
          <p class="quiet">${this.describeFile(opened, array)}</p>
        </div>
        ${
          opened.arrays.some(mayBeChecked)
            ? html`<vscode-button icon="beaker" @click=${() => this.connection.send({ type: 'check' })}
                >${messages.viewer.checkWithFocalLoss}</vscode-button
              >`
            : nothing
        }
      </header>
      <div class=${listed ? 'body listed' : 'body'}>
        ${listed ? this.renderList(opened, array) : nothing} ${this.renderArray(array)}
        <section class="side statistics" aria-labelledby="statistics-heading" tabindex="0">
          <h2 id="statistics-heading">${breakable(messages.viewer.allValuesOf(array.name))}</h2>
          <focal-array-statistics
            .array=${array}
            .state=${this.statistics.get(array.name)}
            @statistics-start=${() => this.connection.send({ type: 'startStatistics', array: array.name })}
            @element-show=${({ detail }: CustomEvent<number>) => this.arrayView.value?.goToElement(unravel(detail, array.shape))}
            @statistics-cancel=${() => this.connection.send({ type: 'cancelStatistics', array: array.name })}
          ></focal-array-statistics>
        </section>
      </div>
    </main>`;
  }

  /** Names the file in the title, so that pages of several files differ. */
  protected override updated(): void {
    this.dataset.file = this.opened?.file ?? '';
  }

  private renderFailure() {
    return html`<main class="failure">
      <vscode-icon class="mark" name="error" size="28"></vscode-icon>
      <h1>${messages.viewer.cannotBeShown}</h1>
      <p role="alert">${this.failure}</p>
      <vscode-button secondary @click=${() => this.connection.send({ type: 'ready' })}>${messages.viewer.tryAgain}</vscode-button>
    </main>`;
  }

  private renderList(opened: OpenedFile, array: ViewedArray) {
    return html`<nav class="side" aria-label=${messages.viewer.arrays}>
      <focal-array-list
        .arrays=${opened.arrays}
        .refused=${opened.refused}
        .selected=${array.name}
        @array-select=${(event: CustomEvent<string>) => this.select(opened, event.detail)}
      ></focal-array-list>
    </nav>`;
  }

  private renderArray(array: ViewedArray) {
    return html`<focal-array-view
      ${ref(this.arrayView)}
      .array=${array}
      .view=${this.view}
      .source=${this.source}
      .message=${this.message}
      .problem=${this.problem}
      @view-change=${(event: CustomEvent<ViewState>) => this.remember(array, event.detail)}
      @copy-value=${(event: CustomEvent<string>) => this.connection.send({ type: 'copyValue', text: event.detail })}
      @export-csv=${(event: CustomEvent<CsvRequest>) => this.connection.send(event.detail)}
    ></focal-array-view>`;
  }

  private describeFile(
    { format, byteSize, arrays: opened, refused, changed }: OpenedFile,
    array: ViewedArray,
  ): string {
    const all = opened.length + refused.length;
    const { arrayCount, arraysWithUnreadable, readAgain } = messages.viewer;
    const counts = refused.length === 0 ? arrayCount(all) : arraysWithUnreadable(all, refused.length);
    const kind = all === 1 ? `${array.dtype} ${shapeText(array.shape)}` : counts;
    const values = opened.length > 1 ? ` · ${valueCount(format, opened)}` : '';
    const note = changed ? ` · ${readAgain}` : '';
    return `${format} · ${bytesText(byteSize)} · ${kind}${values}${note}`;
  }

  private receive(message: ToViewerPage): void {
    switch (message.type) {
      case 'opened':
        this.open(message);
        break;
      case 'failed':
        this.failure = message.message;
        this.opened = undefined;
        break;
      case 'goTo':
        void this.goTo(message);
        break;
      case 'answer':
      case 'refusal':
        this.extension.receive(message);
        break;
      case 'statistics':
        this.statistics = new Map(this.statistics).set(message.array, message.statistics);
        break;
      case 'ask':
      case 'withdraw':
        this.answerer.receive(message);
        break;
      case 'exportOutcome':
        this.message = message.message;
    }
  }

  private open(unordered: OpenedFile): void {
    const opened = {
      ...unordered,
      arrays: unordered.arrays.toSorted((one, other) => naturalOrder(one.name, other.name)),
    };
    const saved = this.connection.restore();
    if (saved !== undefined && !this.views.has(saved.array)) {
      this.views.set(saved.array, saved.view);
    }
    this.failure = '';
    this.opened = opened;
    this.message = '';
    this.statistics = new Map();
    const name = this.array?.name ?? saved?.array;
    const array = opened.arrays.find((one) => one.name === name) ?? opened.arrays[0];
    if (array !== undefined) {
      this.select(opened, array.name);
    }
  }

  private select({ arrays }: OpenedFile, name: string): void {
    const array = arrays.find((one) => one.name === name);
    if (array === undefined) {
      return;
    }
    this.array = array;
    this.source = this.sourceOf(name);
    this.message = '';
    this.problem = '';
    this.remember(array, viewFitting(this.views.get(name), array));
    if (!this.statistics.has(name) && array.byteLength <= SMALL_ARRAY_BYTES) {
      this.connection.send({ type: 'startStatistics', array: name });
    }
  }

  /** Shows an element, as long as the file still has it. */
  private async goTo({
    array,
    index,
  }: {
    readonly array: string;
    readonly index: readonly number[];
  }): Promise<void> {
    if (this.opened?.arrays.some(({ name }) => name === array)) {
      this.select(this.opened, array);
      await this.updateComplete;
      this.arrayView.value?.goToElement(index);
    }
  }

  private remember({ name }: ViewedArray, view: ViewState): void {
    this.view = view;
    this.views.set(name, view);
    this.connection.save({ array: name, view });
  }

  private sourceOf(array: string): BoxSource {
    return {
      read: (ranges, signal, take) =>
        void this.extension
          .ask(READ_BOX, { array, ranges: [...ranges] }, { signal })
          .then(take)
          .catch((error: unknown) => {
            if (!signal.aborted) {
              this.problem = error instanceof Error ? error.message : String(error);
            }
          }),
    };
  }

  private describe(): Promise<Shown> {
    return describeShown(() => ({
      failure: this.failure,
      opened: this.opened,
      array: this.array,
      display: this.view?.display,
      table: this.arrayView.value?.shownTable,
    }));
  }
}

/** The number of all values; those of safetensors are the parameters of a model. */
function valueCount(format: string, arrays: readonly ViewedArray[]): string {
  const count = compactText(arrays.reduce((sum, { elements }) => sum + elements, 0));
  const { parameterCount, valueCount: values } = messages.viewer;
  return format === 'safetensors' ? parameterCount(count) : values(count);
}

/** A scalar, an empty array and an image are no logits and no targets. */
function mayBeChecked({ shape, dtype, elements }: ViewedArray): boolean {
  const channels = shape.at(-1) ?? 0;
  const isImage = dtype === 'uint8' && shape.length === 3 && (channels === 3 || channels === 4);
  return elements > 1 && !isImage;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-viewer-page': ViewerPage;
  }
}
