import * as v from 'valibot';
import { DATA_TYPES } from '../tensor/element-type';
import type { ExactValues } from '../tensor/tensor-file';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';
import { answerSchema, askSchema, question, refusalSchema, withdrawSchema } from './requests';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const dataTypeSchema = v.picklist(DATA_TYPES);

/** An array in the viewer's list. */
export const viewedArraySchema = v.object({
  name: v.string(),
  shape: v.array(count),
  dtype: dataTypeSchema,
  elements: count,
  byteLength: count,
});
export type ViewedArray = v.InferOutput<typeof viewedArraySchema>;

const axisRangeSchema = v.object({ start: count, count, step: v.exactOptional(positive) });

/** Exact values of a box, in C order of the array's axes. */
const valuesSchema: v.GenericSchema<unknown, ExactValues> = v.union([
  v.instance(Uint8Array),
  v.instance(Int8Array),
  v.instance(Uint16Array),
  v.instance(Int16Array),
  v.instance(Uint32Array),
  v.instance(Int32Array),
  v.instance(Float32Array),
  v.instance(Float64Array),
  v.instance(BigInt64Array),
  v.instance(BigUint64Array),
]);

const optionalNumber = v.nullable(v.number());

export const summarySchema = v.object({
  elements: count,
  nan: count,
  positiveInfinity: count,
  negativeInfinity: count,
  firstNan: v.nullable(count),
  firstInfinite: v.nullable(count),
  zeros: count,
  minimum: optionalNumber,
  maximum: optionalNumber,
  mean: optionalNumber,
  standardDeviation: optionalNumber,
  histogram: v.nullable(
    v.object({ start: v.number(), binWidth: v.number(), counts: v.pipe(v.array(count), v.readonly()) }),
  ),
});
export type ViewedSummary = v.InferOutput<typeof summarySchema>;

/** State of one array's statistics: not begun, in progress, done, or failed with a reason. */
export const statisticsStateSchema = v.variant('state', [
  v.object({ state: v.literal('running'), fraction: v.number() }),
  v.object({ state: v.literal('done'), summary: summarySchema }),
  v.object({ state: v.literal('cancelled') }),
  v.object({ state: v.literal('failed'), message: v.string() }),
]);
export type StatisticsState = v.InferOutput<typeof statisticsStateSchema>;

/** A rectangle of a slice: rows and columns run over two axes (or fewer); every other axis has one index. */
export const csvRequestSchema = v.object({
  type: v.literal('exportCsv'),
  array: v.string(),
  /** One range per axis; at most two have more than one index. */
  ranges: v.array(axisRangeSchema),
  /** The axes of the rows and of the columns; null if there is none. */
  rowAxis: v.nullable(count),
  columnAxis: v.nullable(count),
});
export type CsvRequest = v.InferOutput<typeof csvRequestSchema>;

/** Content of the page: an error, a slice as a picture, or a window of a slice as text. */
export const shownSchema = v.variant('state', [
  v.object({ state: v.literal('failed'), message: v.string() }),
  v.object({ state: v.literal('picture'), arrays: v.array(v.string()), array: v.string() }),
  v.object({
    state: v.literal('table'),
    arrays: v.array(v.string()),
    array: v.string(),
    firstRow: count,
    firstColumn: count,
    /** The visible values, row by row, at full precision. */
    cells: v.array(v.array(v.string())),
  }),
]);
export type Shown = v.InferOutput<typeof shownSchema>;

const readBoxSchema = v.object({ array: v.string(), ranges: v.array(axisRangeSchema) });
export type ReadBox = v.InferOutput<typeof readBoxSchema>;

/** Page → extension: the values of a box, one range per axis. */
export const READ_BOX = question('readBox', readBoxSchema, valuesSchema);

/** Extension → page: the content of the page, once it shows something. */
export const SHOWN = question('shown', v.null(), shownSchema);

/** Extension → page. */
export const toViewerPageSchema = v.variant('type', [
  /** Answers `ready`. Sent again when the file changes on disk. */
  v.object({
    type: v.literal('opened'),
    file: v.string(),
    /** Name of the file's format. */
    format: v.string(),
    byteSize: count,
    arrays: v.array(viewedArraySchema),
    refused: v.array(
      v.object({
        name: v.string(),
        reason: v.string(),
        shape: v.nullable(v.pipe(v.array(count), v.readonly())),
      }),
    ),
    /** True if the file was read again because it changed. */
    changed: v.boolean(),
  }),
  /** The file cannot be read at all. */
  v.object({ type: v.literal('failed'), message: v.string() }),
  /** Shows an element. */
  v.object({ type: v.literal('goTo'), array: v.string(), index: v.pipe(v.array(count), v.readonly()) }),
  v.object({ type: v.literal('statistics'), array: v.string(), statistics: statisticsStateSchema }),
  askSchema,
  withdrawSchema,
  answerSchema,
  refusalSchema,
  exportOutcomeSchema,
]);
/** An element of an array that the viewer goes to. */
export type ViewedPlace = Omit<Extract<v.InferOutput<typeof toViewerPageSchema>, { type: 'goTo' }>, 'type'>;

export type ToViewerPage = v.InferOutput<typeof toViewerPageSchema>;
export type OpenedFile = Extract<ToViewerPage, { type: 'opened' }>;

/** Page → extension. */
export const fromViewerPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('startStatistics'), array: v.string() }),
  v.object({ type: v.literal('cancelStatistics'), array: v.string() }),
  v.object({ type: v.literal('copyValue'), text: v.string() }),
  csvRequestSchema,
  v.object({ type: v.literal('check') }),
  askSchema,
  withdrawSchema,
  answerSchema,
  refusalSchema,
  copyTextSchema,
  saveFileSchema,
]);
export type FromViewerPage = v.InferOutput<typeof fromViewerPageSchema>;
