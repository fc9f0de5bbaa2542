import { type ArraySource, batches, type Sources } from '../check/input/batches';
import { indexOfValue, type Layout } from '../check/input/layout';
import { isSampled, sampleOf } from '../check/input/sample';
import type { Interpretation } from '../check/report/report';
import type { DataType } from '../tensor/tensor-file';

/** Most logits on which a loss of the code is run. */
export const MOST_LOGITS = 1_000_000;

/** Logits and targets in memory, as the code is given them, with what the check reads in them. */
export interface CheckedTensors {
  readonly interpretation: Interpretation;
  /** The order of the values: rows of `channels`, see `Layout`. */
  readonly layout: Layout;
  /** In C order of `shape`. */
  readonly logits: Float64Array;
  readonly shape: readonly number[];
  /** In C order of `targetShape`. */
  readonly targets: Float64Array;
  readonly targetShape: readonly number[];
  readonly targetType: DataType;
  /** The targets of the formula in the order of the rows: less 1 where the labels count from 1. */
  readonly targetsOfRows: Float64Array;
  /** Index into the logits of the file. */
  readonly indexOf: (row: number, channel: number) => number[];
  /** Logits in the files; null if all are here. */
  readonly sampledOf: number | null;
}

interface ReadRequest {
  readonly logits: ArraySource;
  /** As they are stored. */
  readonly targets: ArraySource;
  /** As the check reads them. */
  readonly targetsOfCheck: ArraySource;
  readonly interpretation: Interpretation;
  readonly layout: Layout;
  readonly signal?: AbortSignal;
}

/** Reads all logits and targets, or a sample of rows from all over the data where there are more than `MOST_LOGITS`. */
export function readTensors(request: ReadRequest): Promise<CheckedTensors> {
  return isSampled(request.layout) ? readSample(request) : readWhole(request);
}

async function readWhole(request: ReadRequest): Promise<CheckedTensors> {
  const { logits, targets, targetsOfCheck, interpretation, layout, signal } = request;
  const stored = await valuesOf(targets, signal);
  const { shape } = logits.array;
  const sources: Sources = { logits, targets: targetsOfCheck };
  const targetsOfRows = new Float64Array(layout.rows * layout.targetsPerRow);
  for await (const batch of batches(sources, layout, signal)) {
    targetsOfRows.set(batch.targets, batch.firstRow * layout.targetsPerRow);
  }
  return {
    interpretation,
    layout,
    logits: await valuesOf(logits, signal),
    shape,
    targets: stored,
    targetShape: targets.array.shape,
    targetType: targets.array.dtype,
    targetsOfRows,
    indexOf: (row, channel) => indexOfValue(shape, layout, row, channel),
    sampledOf: null,
  };
}

async function readSample(request: ReadRequest): Promise<CheckedTensors> {
  const { logits, targets, targetsOfCheck, interpretation, layout, signal } = request;
  const { channels, targetsPerRow } = layout;
  const stored = await sampledRows({ logits, targets }, layout, signal);
  const read =
    targetsOfCheck === targets
      ? stored
      : await sampledRows({ logits, targets: targetsOfCheck }, layout, signal);
  const rows = stored.rows.length;
  const { shape } = logits.array;
  const isInRows = layout.inner === 1;
  return {
    interpretation: { ...interpretation, classAxis: interpretation.classAxis === null ? null : 1 },
    layout: { rows, channels, inner: 1, targetsPerRow, elements: rows * (layout.elements / layout.rows) },
    logits: stored.logits,
    shape: shapeOfSample(shape, rows, interpretation.classAxis === null ? null : channels, isInRows),
    targets: stored.targets,
    targetShape: shapeOfSample(
      targets.array.shape,
      rows,
      interpretation.classAxis === null || targetsPerRow === 1 ? null : channels,
      isInRows,
    ),
    targetType: targets.array.dtype,
    targetsOfRows: read.targets,
    indexOf: (row, channel) => indexOfValue(shape, layout, stored.rows[row] ?? 0, channel),
    sampledOf: layout.rows * channels,
  };
}

/** The shape of some rows; axes of length 1 behind them stay, since code may count on them. */
function shapeOfSample(
  shape: readonly number[],
  rows: number,
  channels: number | null,
  isInRows: boolean,
): number[] {
  const ofClasses = channels === null ? [] : [channels];
  const behind = shape.slice(1 + ofClasses.length);
  return [rows, ...ofClasses, ...(isInRows && behind.every((length) => length === 1) ? behind : [])];
}

async function sampledRows(sources: Sources, layout: Layout, signal?: AbortSignal) {
  const rows: number[] = [];
  const logits: Float64Array[] = [];
  const targets: Float64Array[] = [];
  for await (const batch of sampleOf(sources, layout, signal, MOST_LOGITS)) {
    for (let row = 0; row < batch.rows; row++) {
      rows.push(batch.firstRow + row);
    }
    logits.push(Float64Array.from(batch.logits));
    targets.push(Float64Array.from(batch.targets));
  }
  return { rows, logits: joined(logits), targets: joined(targets) };
}

async function valuesOf({ file, array }: ArraySource, signal?: AbortSignal): Promise<Float64Array> {
  const all = new Float64Array(array.elements);
  for await (const { start, values } of file.chunks(array, signal === undefined ? {} : { signal })) {
    all.set(values, start);
  }
  return all;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

/** Rows evenly spread over the tensors, as rows, where code that takes lists of numbers would take too long for all. */
export function thinned(tensors: CheckedTensors, mostLogits: number): CheckedTensors {
  const { layout, interpretation, sampledOf } = tensors;
  const { channels, targetsPerRow } = layout;
  const rows = Math.max(1, Math.floor(mostLogits / channels));
  if (rows >= layout.rows) {
    return tensors;
  }
  const kept = Int32Array.from({ length: rows }, (_, at) => Math.floor((at * layout.rows) / rows));
  const hasClasses = interpretation.classAxis !== null;
  const targets = rowsOf(storedInRows(tensors), kept, targetsPerRow);
  return {
    ...tensors,
    interpretation: { ...interpretation, classAxis: hasClasses ? 1 : null },
    layout: { ...layout, rows, inner: 1, elements: rows * (layout.elements / layout.rows) },
    logits: rowsOf(inRows(tensors.logits, layout), kept, channels),
    shape: hasClasses ? [rows, channels] : [rows],
    targets,
    targetShape: hasClasses && targetsPerRow > 1 ? [rows, channels] : [rows],
    targetsOfRows: rowsOf(tensors.targetsOfRows, kept, targetsPerRow),
    indexOf: (row, channel) => tensors.indexOf(kept[row] ?? 0, channel),
    sampledOf: sampledOf ?? layout.rows * channels,
  };
}

/** The targets as they are stored, in the order of the rows. */
export function storedInRows({ targets, layout }: CheckedTensors): Float64Array {
  return layout.targetsPerRow === 1 ? targets : inRows(targets, layout);
}

/** Values of rows, one run a row. */
export function rowsOf(values: Float64Array, rows: Int32Array, perRow: number): Float64Array {
  const picked = new Float64Array(rows.length * perRow);
  rows.forEach((row, at) => {
    picked.set(values.subarray(row * perRow, (row + 1) * perRow), at * perRow);
  });
  return picked;
}

/** Values in C order of the file as rows with one value a class. */
export function inRows(values: Float64Array, layout: Layout): Float64Array {
  return permuted(values, layout, (from, to, at, place) => {
    to[at] = from[place] ?? Number.NaN;
  });
}

/** The inverse of `inRows`. */
export function inOrderOfFile(values: Float64Array, layout: Layout): Float64Array {
  return permuted(values, layout, (from, to, at, place) => {
    to[place] = from[at] ?? Number.NaN;
  });
}

function permuted(
  values: Float64Array,
  { rows, channels, inner }: Layout,
  move: (from: Float64Array, to: Float64Array, at: number, place: number) => void,
): Float64Array {
  if (inner === 1 || channels === 1) {
    return values;
  }
  const moved = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const outer = Math.floor(row / inner) * channels;
    for (let channel = 0; channel < channels; channel++) {
      move(values, moved, row * channels + channel, (outer + channel) * inner + (row % inner));
    }
  }
  return moved;
}
