import { type Batch, batches, type Sources } from '../input/batches';
import type { Layout } from '../input/layout';
import { isSampled } from '../input/sample';
import type { Interpretation } from '../report/report';
import { valueAt } from '../terms/element-weight';
import { logitOfValue, logitsOfRow } from '../terms/input-logits';
import { SigmoidElements } from '../terms/sigmoid-elements';
import { SoftmaxExamples } from '../terms/softmax-examples';

/** A value of each element or row beside the data, such as its loss. */
export interface RowsWithValues {
  readonly rows: Rows;
  /** NaN for each where the sources have no losses. */
  readonly values: Float64Array;
}

/** The elements of a sigmoid one by one, as far as they have a loss. */
export interface SigmoidRows {
  readonly link: 'sigmoid';
  readonly logits: Float64Array;
  readonly targets: Float64Array;
  /** The channel of each element. */
  readonly channels: Int32Array;
  /** Place of each element on the first axis of the logits. */
  readonly examples: Int32Array;
  /** Logits of ignored elements. */
  readonly ignored: Float64Array;
  readonly ignoreIndex: number | null;
  /** Length of the first axis. */
  readonly exampleCount: number;
  readonly channelCount: number;
}

/** The rows of a softmax one by one, as far as they have a loss. */
export interface SoftmaxRows {
  readonly link: 'softmax';
  /** Rows of `channelCount` logits. */
  readonly logits: Float64Array;
  /** The target class of each row. */
  readonly targets: Int32Array;
  readonly examples: Int32Array;
  /** Rows of logits of ignored examples. */
  readonly ignored: Float64Array;
  readonly backgroundClass: number | null;
  readonly exampleCount: number;
  readonly channelCount: number;
}

export type Rows = SigmoidRows | SoftmaxRows;

interface Read {
  readonly sources: Sources;
  readonly layout: Layout;
  readonly interpretation: Interpretation;
  readonly signal?: AbortSignal;
}

/**
 * Reads logits and targets a second time, for losses that histograms do not determine, and the values of the column `loss`.
 * @returns null for more than a million logits, and for soft targets
 */
export async function readRows(read: Read): Promise<RowsWithValues | null> {
  const { layout, interpretation } = read;
  if (isSampled(layout) || interpretation.targets === 'soft' || interpretation.classAxis === 0) {
    return null;
  }
  return interpretation.link === 'sigmoid' ? sigmoidRows(read) : softmaxRows(read);
}

async function sigmoidRows({ sources, layout, interpretation, signal }: Read): Promise<RowsWithValues> {
  const elements = new SigmoidElements(layout, interpretation);
  const most = layout.rows * layout.channels;
  const logits = new Float64Array(most);
  const targets = new Float64Array(most);
  const values = new Float64Array(most);
  const channels = new Int32Array(most);
  const examples = new Int32Array(most);
  const ignored: number[] = [];
  const exampleCount = exampleCountOf(sources, layout);
  const rowsOfExample = layout.rows / exampleCount;
  let count = 0;
  for await (const batch of batches(sources, layout, signal)) {
    elements.fill(batch, (block) => {
      for (let at = 0; at < block.length; at++) {
        const row = Math.floor((block.element[at] ?? 0) / layout.channels);
        logits[count] = block.logit[at] ?? Number.NaN;
        targets[count] = block.target[at] ?? Number.NaN;
        values[count] = block.givenLoss[at] ?? Number.NaN;
        channels[count] = block.channel[at] ?? 0;
        examples[count++] = Math.floor(row / rowsOfExample);
      }
    });
    ignored.push(...ignoredLogits(batch, layout, interpretation));
  }
  const read: SigmoidRows = {
    link: 'sigmoid',
    logits: logits.subarray(0, count),
    targets: targets.subarray(0, count),
    channels: channels.subarray(0, count),
    examples: examples.subarray(0, count),
    ignored: Float64Array.from(ignored),
    ignoreIndex: interpretation.ignoreIndex,
    exampleCount,
    channelCount: layout.channels,
  };
  return { rows: read, values: values.subarray(0, count) };
}

function ignoredLogits(
  batch: Batch,
  { channels, targetsPerRow }: Layout,
  { ignoreIndex, input }: Interpretation,
): number[] {
  const ignored: number[] = [];
  if (ignoreIndex === null) {
    return ignored;
  }
  for (let value = 0; value < batch.rows * channels; value++) {
    const target = batch.targets[targetsPerRow === channels ? value : Math.floor(value / channels)];
    const logit = logitOfValue(batch.logits[value] ?? Number.NaN, input);
    if (target === ignoreIndex && Number.isFinite(logit)) {
      ignored.push(logit);
    }
  }
  return ignored;
}

async function softmaxRows({ sources, layout, interpretation, signal }: Read): Promise<RowsWithValues> {
  const { rows, channels } = layout;
  const rowsOf = new SoftmaxExamples(layout, interpretation);
  const logits = new Float64Array(rows * channels);
  const targets = new Int32Array(rows);
  const values = new Float64Array(rows).fill(Number.NaN);
  const examples = new Int32Array(rows);
  const ignored: Float64Array[] = [];
  const exampleCount = exampleCountOf(sources, layout);
  const rowsOfExample = rows / exampleCount;
  let count = 0;
  for await (const batch of batches(sources, layout, signal)) {
    rowsOf.forEach(batch, ({ place, position }) => {
      logits.set(rowsOf.row.logits, count * channels);
      targets[count] = position;
      if (batch.loss !== undefined) {
        values[count] = valueAt(batch.loss, place, position);
      }
      examples[count++] = Math.floor((batch.firstRow + place) / rowsOfExample);
    });
    ignored.push(...ignoredRows(batch, layout, interpretation));
  }
  const read: SoftmaxRows = {
    link: 'softmax',
    logits: logits.subarray(0, count * channels),
    targets: targets.subarray(0, count),
    examples: examples.subarray(0, count),
    ignored: Float64Array.from(ignored.flatMap((row) => [...row])),
    backgroundClass: interpretation.backgroundClass,
    exampleCount,
    channelCount: channels,
  };
  return { rows: read, values: values.subarray(0, count) };
}

function ignoredRows(
  batch: Batch,
  { channels, targetsPerRow }: Layout,
  { ignoreIndex, input }: Interpretation,
): Float64Array[] {
  const ignored: Float64Array[] = [];
  if (ignoreIndex === null || targetsPerRow !== 1) {
    return ignored;
  }
  for (let row = 0; row < batch.rows; row++) {
    if (batch.targets[row] === ignoreIndex) {
      const values = Float64Array.from(batch.logits.subarray(row * channels, (row + 1) * channels));
      logitsOfRow(values, input);
      if (values.every(Number.isFinite)) {
        ignored.push(values);
      }
    }
  }
  return ignored;
}

function exampleCountOf({ logits }: Sources, { rows }: Layout): number {
  const [first = 1] = logits.array.shape;
  return first > 0 && rows % first === 0 ? first : rows;
}

/** How many rows have each class. */
export function countsOf({ targets, channelCount }: SoftmaxRows): number[] {
  const counts = Array.from({ length: channelCount }, () => 0);
  for (const target of targets) {
    counts[target] = (counts[target] ?? 0) + 1;
  }
  return counts;
}
