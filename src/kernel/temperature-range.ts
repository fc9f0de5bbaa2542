import { type Batch, readRuns } from '../check/batches';
import type { GatherTask } from '../check/engine';
import { Statistics } from '../check/statistics/statistics';
import { ALL_TEMPERATURES, type TemperatureRange } from './kernel-task';

/** Rows looked at, from all over the data. */
const PROBES = 16;
const PROBE_ROWS = 16;
/** Fewer are gathered at all temperatures; of images, in which each channel of a probe is a read of its own, so are these. */
const LEAST_ROWS = { rows: 512, images: 262_144 };
/** How near the sample's temperature may come to a grid point, in steps, before the one beyond is gathered too. */
const DOUBT = 0.3;

/**
 * Where the temperature that fits the data probably lies, from a sample: gathering the whole grid takes longer than
 * everything else together. `holdsMinimum` says afterwards whether it was right.
 */
export async function likelyTemperatures(task: GatherTask): Promise<TemperatureRange> {
  const { sources, layout, interpretation, parameters } = task;
  const jumpsAreCheap = sources.logits.file.placement(sources.logits.array)?.fortranOrder === false;
  const least = layout.inner > 1 ? LEAST_ROWS.images : LEAST_ROWS.rows;
  if (layout.rows <= least || !jumpsAreCheap) return ALL_TEMPERATURES;
  const statistics = new Statistics(layout, interpretation, parameters);
  const firstRows = Array.from({ length: PROBES }, (_, probe) =>
    Math.floor((probe * (layout.rows - PROBE_ROWS)) / (PROBES - 1)),
  );
  for (const batch of await Promise.all(firstRows.map((firstRow) => rowsOf(task, firstRow)))) {
    statistics.add(batch);
  }
  const slopes = statistics.temperatures?.slope.toArray() ?? [];
  const { first, last } = ALL_TEMPERATURES;
  const right = slopes.findIndex((slope) => slope > 0);
  if (right < 0) return { first: last - 1, last };
  if (right === 0) return { first, last: first + 1 };
  const [before = 0, behind = 0] = [slopes[right - 1], slopes[right]];
  const place = before / (before - behind);
  return {
    first: Math.max(first, place < DOUBT ? right - 2 : right - 1),
    last: Math.min(last, place > 1 - DOUBT ? right + 1 : right),
  };
}

async function rowsOf(task: GatherTask, firstRow: number): Promise<Batch> {
  const { sources, layout, signal } = task;
  if (layout.inner > 1) return rowsOfImage(task, firstRow);
  const read = async ({ file, array }: (typeof sources)['logits'], perRow: number) => {
    const start = firstRow * perRow;
    const end = start + PROBE_ROWS * perRow;
    const options = { start, end, chunkElements: end - start, ...(signal === undefined ? {} : { signal }) };
    for await (const { values } of file.chunks(array, options)) return values;
    throw new RangeError(`${file.name} has no rows from ${firstRow} on.`);
  };
  return {
    firstRow,
    rows: PROBE_ROWS,
    logits: await read(sources.logits, layout.channels),
    targets: await read(sources.targets, 1),
  };
}

/** The same where the class axis is not the last one: rows beside each other in one image. */
async function rowsOfImage({ sources, layout, signal }: GatherTask, near: number): Promise<Batch> {
  const { channels, inner } = layout;
  const rows = Math.min(PROBE_ROWS, inner);
  const outer = Math.floor(near / inner);
  const first = Math.min(near % inner, inner - rows);
  const read = (source: (typeof sources)['logits'], perRow: number) =>
    readRuns({ source, perRow }, outer, inner, first, rows, signal);
  return {
    firstRow: outer * inner + first,
    rows,
    logits: await read(sources.logits, channels),
    targets: await read(sources.targets, 1),
  };
}

/** Whether the cross-entropy's minimum over the temperatures lies in the range, or beyond the grid. */
export function holdsMinimum({ temperatures }: Statistics, { first, last }: TemperatureRange): boolean {
  if (temperatures === null) return true;
  const falls = first === ALL_TEMPERATURES.first || temperatures.slope.at(first) <= 0;
  const rises = last === ALL_TEMPERATURES.last || temperatures.slope.at(last) > 0;
  return falls && rises;
}
