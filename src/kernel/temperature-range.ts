import { NOT_GATHERED, REACH, softmaxTemperature } from '../check/derive/softmax-temperature';
import { type Batch, readRuns } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import { temperaturesRecord } from '../check/statistics/record';
import type { Statistics } from '../check/statistics/statistics';
import { INVERSE_TEMPERATURES, UNCHANGED } from '../check/statistics/temperature-grid';
import { segmentsOf } from './channel-sums';
import type { KernelRun } from './kernel-run';
import { ALL_TEMPERATURES, type TemperatureRange, taskOnValues } from './kernel-task';
import { bytesOf } from './pieces';
import { TEMPERATURE_POINTS, TEMPERATURES } from './row-segments';
import { startKernel } from './start-kernel';

/** Places all over the data at which rows are looked at. */
const PROBES = 16;
/** Rows at each: one in so many of the data, as long as they are few values. */
const PROBE_ROWS = { least: 8, most: 256, values: 32_768, ofRows: 32 };
/** Fewer are gathered at all temperatures; of images, in which each channel of a probe is a read of its own, so are these. */
const LEAST_ROWS = { rows: 512, images: 262_144 };
/**
 * Standard errors within which the temperature is looked for. In one sample of a hundred it is further off, and if the
 * points that were gathered do not reach as far, a second pass at all temperatures takes four times as long as the first;
 * a further point takes a tenth longer.
 */
const DOUBT = 2.5;

/** Temperatures that the sample is looked at first: T from 2 to ½, which takes a quarter of the time of all. */
const USUAL: TemperatureRange = { first: 8, last: 12 };

/**
 * Where the temperature that fits the data probably lies, from a sample: gathering the whole grid takes longer than
 * everything else together. `holdsMinimum` says afterwards whether it was right.
 */
export async function likelyTemperatures(
  module: WebAssembly.Module,
  task: GatherTask,
): Promise<TemperatureRange> {
  const { sources, layout } = task;
  const jumpsAreCheap = sources.logits.file.placement(sources.logits.array)?.fortranOrder === false;
  const least = layout.inner > 1 ? LEAST_ROWS.images : LEAST_ROWS.rows;
  if (layout.rows <= least || !jumpsAreCheap) {
    return ALL_TEMPERATURES;
  }
  const probes = await readProbes(task);
  const slopesAt = (range: TemperatureRange) => sampleSlopes(module, task, probes, range);
  return rangeFrom(slopesAt(USUAL), USUAL) ?? rangeOfAll(slopesAt(ALL_TEMPERATURES));
}

function readProbes(task: GatherTask): Promise<Batch[]> {
  const { rows, channels } = task.layout;
  const { least, most, values, ofRows } = PROBE_ROWS;
  const inProbe = Math.max(least, Math.floor(Math.min(most, values / channels, rows / (PROBES * ofRows))));
  const firstRows = Array.from({ length: PROBES }, (_, probe) =>
    Math.floor((probe * (rows - inProbe)) / (PROBES - 1)),
  );
  return Promise.all(firstRows.map((firstRow) => rowsOf(task, firstRow, inProbe)));
}

/** The slope of the cross-entropy by 1 / T at temperatures of a range, summed over the rows of each probe. */
function sampleSlopes(
  module: WebAssembly.Module,
  task: GatherTask,
  probes: readonly Batch[],
  range: TemperatureRange,
): Float64Array[] {
  const { logits, targets } = task.sources;
  // With what a mask takes out, which changes little: nothing rests on the guess but time.
  const kernelTask = taskOnValues({ ...task, sources: { logits, targets } }, range);
  const run = startKernel(module, kernelTask, Math.max(...probes.map(({ rows }) => rows)));
  return probes.map((probe) => slopesOf(run, probe, task.layout.channels));
}

function slopesOf(run: KernelRun, batch: Batch, channels: number): Float64Array {
  const [slot] = run.slots;
  if (slot === undefined) {
    throw new RangeError('A run has a slot.');
  }
  slot.logits.bytes(batch.rows).set(bytesOf(batch.logits));
  slot.targets.bytes(batch.rows).set(bytesOf(batch.targets));
  run.add(slot, batch.firstRow, batch.rows);
  const { sums } = run.endJob();
  if (sums === null) {
    throw new RangeError('A softmax run gathers sums.');
  }
  return segmentsOf(sums, channels)(TEMPERATURES).slice(TEMPERATURE_POINTS, 2 * TEMPERATURE_POINTS);
}

/**
 * Null where the slope does not change its sign between the ends.
 * @param probes slopes at each temperature that was gathered
 */
function rangeFrom(
  probes: readonly Float64Array[],
  { first, last }: TemperatureRange,
): TemperatureRange | null {
  const slopeAt = (point: number) => slopeOf(probes, point);
  const right = Array.from({ length: TEMPERATURE_POINTS }, (_, point) => point).find(
    (point) => point >= first && point <= last && slopeAt(point) > 0,
  );
  if (right === undefined || right === first) {
    return null;
  }
  const [before, behind] = [slopeAt(right - 1), slopeAt(right)];
  const place = before / (before - behind);
  // The slopes of the probes at that place, whose sum is zero.
  const squares = probes.map(
    (slopes) => ((1 - place) * (slopes[right - 1] ?? 0) + place * (slopes[right] ?? 0)) ** 2,
  );
  const variance = (PROBES / (PROBES - 1)) * squares.reduce((sum, square) => sum + square, 0);
  const doubt = (DOUBT * Math.sqrt(variance)) / (behind - before);
  const inverseAt = (at: number) => inverseTemperature(right - 1) * (1 - at) + inverseTemperature(right) * at;
  return pointsAround(right, inverseAt(place - doubt), inverseAt(place + doubt));
}

/**
 * The fewest points that tell any temperature with 1 / T between two values.
 * @param right the point at which the slope has changed its sign; further than one beyond it or the one before, the slope
 * is not the straight line that the values come from
 */
function pointsAround(right: number, least: number, most: number): TemperatureRange {
  const isBelow = (_: number, point: number) => inverseTemperature(point) * Math.exp(-REACH) <= least;
  const isAbove = (_: number, point: number) => inverseTemperature(point) * Math.exp(REACH) >= most;
  const first = Math.max(ALL_TEMPERATURES.first, right - 2, INVERSE_TEMPERATURES.findLastIndex(isBelow));
  const above = INVERSE_TEMPERATURES.findIndex(isAbove);
  const last = Math.min(ALL_TEMPERATURES.last, right + 1, above < 0 ? ALL_TEMPERATURES.last : above);
  if (first < last) {
    return { first, last };
  }
  // Two are needed, of which one nearer to T = 1 takes less time.
  return first <= UNCHANGED ? { first, last: first + 1 } : { first: first - 1, last: first };
}

function inverseTemperature(point: number): number {
  return INVERSE_TEMPERATURES[point] ?? Number.NaN;
}

/** @param probes slopes at all temperatures */
function rangeOfAll(probes: readonly Float64Array[]): TemperatureRange {
  const { first, last } = ALL_TEMPERATURES;
  const found = rangeFrom(probes, ALL_TEMPERATURES);
  if (found !== null) {
    return found;
  }
  return slopeOf(probes, first) > 0 ? { first, last: first + 1 } : { first: last - 1, last };
}

function slopeOf(probes: readonly Float64Array[], point: number): number {
  return probes.reduce((sum, slopes) => sum + (slopes[point] ?? 0), 0);
}

async function rowsOf(task: GatherTask, firstRow: number, rows: number): Promise<Batch> {
  const { sources, layout, signal } = task;
  if (layout.inner > 1) {
    return rowsOfImage(task, firstRow, rows);
  }
  const read = async ({ file, array }: (typeof sources)['logits'], perRow: number) => {
    const start = firstRow * perRow;
    const end = start + rows * perRow;
    const options = { start, end, chunkElements: end - start, ...(signal === undefined ? {} : { signal }) };
    for await (const { values } of file.chunks(array, options)) {
      return values;
    }
    throw new RangeError(`${file.name} has no rows from ${firstRow} on.`);
  };
  return {
    firstRow,
    rows,
    logits: await read(sources.logits, layout.channels),
    targets: await read(sources.targets, layout.targetsPerRow),
  };
}

/** The same where the class axis is not the last one: rows beside each other in one image. */
async function rowsOfImage(
  { sources, layout, signal }: GatherTask,
  near: number,
  most: number,
): Promise<Batch> {
  const { channels, inner, targetsPerRow } = layout;
  const rows = Math.min(most, inner);
  const outer = Math.floor(near / inner);
  const first = Math.min(near % inner, inner - rows);
  const read = (source: (typeof sources)['logits'], perRow: number) =>
    readRuns({ source, perRow }, outer, inner, first, rows, signal);
  return {
    firstRow: outer * inner + first,
    rows,
    logits: await read(sources.logits, channels),
    targets: await read(sources.targets, targetsPerRow),
  };
}

/** Whether the points that were gathered tell the temperature, or that it lies beyond the grid. */
export function holdsMinimum({ temperatures }: Statistics): boolean {
  if (temperatures === null) {
    return true;
  }
  const fitted = softmaxTemperature(temperaturesRecord(temperatures));
  return !('reason' in fitted && fitted.reason === NOT_GATHERED);
}
