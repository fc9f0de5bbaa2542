import * as v from 'valibot';
import { explainedElements } from '../check/explain/explain-elements';
import { explainedLog } from '../check/explain/explain-log';
import { explained, type Tried, triedOn } from '../check/explain/explain-report';
import { describe, givenSource, valuesOf } from '../check/explain/given-array';
import { type LogValue, logValues } from '../check/explain/log-values';
import { lossDataOf } from '../check/explain/loss-data';
import { readPrinted } from '../check/explain/printed-value';
import { type RowsWithValues, readRows } from '../check/explain/rows';
import type { ArraySource, Column } from '../check/input/batches';
import { companionsOf, valuesPerRow } from '../check/input/optional-arrays';
import { type Report, reportSchema } from '../check/report/report';
import { ProblemError } from '../messages/problem-error';
import { type TensorFile, TensorFileError } from '../tensor/tensor-file';
import { logText } from './log-text';
import { readAgain } from './read-again';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

/** A log with more values takes too long. */
const MOST_LOG_VALUES = 10_000;

const explainInputSchema = v.object({
  /** The files of the report, by the host's names; empty where they are not at hand. */
  files: v.array(v.string()),
  report: reportSchema,
  /**
   * What the training gave: a loss value as it was printed, the array of losses among the files of the report, or a file with
   * the values of the elements or of a log.
   */
  given: v.union([
    v.object({ text: v.string() }),
    v.object({ input: v.literal('loss') }),
    v.object({ file: v.string(), array: v.exactOptional(v.string()) }),
  ]),
});
export type ExplainInput = v.InferOutput<typeof explainInputSchema>;

/** The parts of a report that explain what the training gave. */
export const explainedPartsSchema = v.pick(reportSchema, [
  'explanations',
  'printedLoss',
  'explainedArray',
  'explainedLog',
]);
export type ExplainedParts = v.InferOutput<typeof explainedPartsSchema>;

/**
 * Explains what the training gave.
 * Rejects with a ProblemError for what is no number and for elements that are not at hand, with a TensorFileError for a file
 * without losses, and with the errors of `withTensorFiles`.
 */
export const explain: Service<TensorHost, ExplainInput, ExplainedParts> = {
  input: explainInputSchema,
  async run(host, { files, report, given }) {
    if ('file' in given) {
      return explainFile(host, files, report, given);
    }
    if ('input' in given) {
      return withTensorFiles(host, files, async (opened) => {
        const ofReport = [...opened.values()];
        const parts = await explainSource(ofReport, report, lossOf(ofReport, report), host.signal);
        return parts ?? { explanations: [] };
      });
    }
    const printed = readPrinted(given.text);
    if (printed === null) {
      throw new ProblemError({ id: 'no-printed-number', facts: { text: given.text } });
    }
    return withTensorFiles(host, files, async (opened) =>
      explained(await triedAgain([...opened.values()], report, host.signal), printed),
    );
  },
};

async function explainFile(
  host: TensorHost,
  files: readonly string[],
  report: Report,
  given: { readonly file: string; readonly array?: string },
): Promise<ExplainedParts> {
  const { signal } = host;
  const text = await logText(host, given.file);
  if (text !== null) {
    const values = logValues(text.content);
    return withTensorFiles(host, files, async (opened) =>
      logParts(await triedAgain([...opened.values()], report, signal), text.name, values),
    );
  }
  return withTensorFiles(host, [...files, given.file], async (opened) => {
    const ofReport = files.flatMap((name) => opened.get(name) ?? []);
    const source = givenSource(opened, given);
    const parts = await explainSource(ofReport, report, source, signal);
    if (parts === null) {
      throw new ProblemError({ id: 'elements-not-at-hand', facts: { array: source.array.name } });
    }
    return parts;
  });
}

/**
 * Explains the values of an array.
 * @param files those of the report; empty where they are not at hand
 * @returns null for the values of elements where those are soft or too many
 */
async function explainSource(
  files: readonly TensorFile[],
  report: Report,
  source: ArraySource,
  signal?: AbortSignal,
): Promise<ExplainedParts | null> {
  const column = files.length === 0 ? null : await columnOf(files, report, source, signal);
  if (column === null) {
    const values = await valuesOf(source, signal);
    return logParts(await triedAgain(files, report, signal), source.file.name, values);
  }
  const data = lossDataOf(report);
  const read = data === null ? null : await rowsOf(files, report, signal, column);
  return data === null || read === null
    ? null
    : explainedElements(report, data, { ...read, ...describe(source) });
}

/** The array of losses that the report was made with. */
function lossOf(files: readonly TensorFile[], { inputs }: Report): ArraySource {
  const input = inputs.find(({ role }) => role === 'loss');
  const file = files.find(({ name }) => name === input?.file);
  const array = file?.arrays.find(({ name }) => name === input?.array);
  if (file === undefined || array === undefined) {
    throw new RangeError('The report has an array of losses in these files.');
  }
  return { file, array };
}

function logParts(tried: Tried, file: string, values: readonly LogValue[]): ExplainedParts {
  if (values.length === 0 || values.length > MOST_LOG_VALUES) {
    const facts = { most: MOST_LOG_VALUES, found: values.length };
    throw new TensorFileError(file, { id: 'no-losses-in-log', facts });
  }
  const log = explainedLog(tried, file, values);
  return { explanations: log.names.flatMap(({ shared }) => shared ?? []), explainedLog: log };
}

/** All losses on the data of a report; without files those that the report determines. */
async function triedAgain(
  files: readonly TensorFile[],
  report: Report,
  signal?: AbortSignal,
): Promise<Tried> {
  const read = files.length === 0 ? null : await rowsOf(files, report, signal);
  return triedOn(report, read?.rows ?? null);
}

/**
 * Reads the data of a report a second time.
 * @param loss an array whose values are read beside the data
 * @returns null for too many logits, and for soft targets
 */
export async function rowsOf(
  files: readonly TensorFile[],
  report: Pick<Report, 'inputs' | 'interpretation'>,
  signal?: AbortSignal,
  loss?: Column,
): Promise<RowsWithValues | null> {
  const { selected, read, abort } = await readAgain(files, report, signal);
  const { columns } = companionsOf(selected, read.layout, read.interpretation);
  return readRows({
    sources: {
      ...{ logits: selected.logits, targets: read.targets, ...columns },
      ...(loss === undefined ? {} : { loss }),
    },
    layout: read.layout,
    interpretation: read.interpretation,
    ...abort,
  });
}

/** The place of an array beside the logits of a report; null where it has not one value for each of them, or for each row. */
async function columnOf(
  files: readonly TensorFile[],
  report: Report,
  source: ArraySource,
  signal?: AbortSignal,
): Promise<Column | null> {
  const { selected, read } = await readAgain(files, report, signal);
  const perRow = valuesPerRow(
    source.array.shape,
    selected.logits.array.shape,
    read.layout,
    read.interpretation,
  );
  return perRow === null ? null : { source, perRow };
}
