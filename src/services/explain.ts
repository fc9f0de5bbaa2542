import * as v from 'valibot';
import { type Explained, explained, triedOn } from '../check/explain/explain-report';
import { readPrinted } from '../check/explain/printed-value';
import { type Rows, readRows } from '../check/explain/rows';
import { companionsOf } from '../check/input/optional-arrays';
import { type Report, reportSchema } from '../check/report/report';
import { ProblemError } from '../messages/problem-error';
import type { TensorFile } from '../tensor/tensor-file';
import { readAgain } from './read-again';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

const explainInputSchema = v.object({
  /** The files of the report, by the host's names; empty where they are not at hand. */
  files: v.array(v.string()),
  report: reportSchema,
  /** The loss value as it was printed. */
  value: v.string(),
});
export type ExplainInput = v.InferOutput<typeof explainInputSchema>;

/**
 * Explains a loss value that the training printed.
 * Rejects with a ProblemError unless the value is a number, and with the errors of `withTensorFiles`.
 */
export const explain: Service<TensorHost, ExplainInput, Explained> = {
  input: explainInputSchema,
  async run(host, { files, report, value }) {
    const printed = readPrinted(value);
    if (printed === null) {
      throw new ProblemError({ id: 'no-printed-number', facts: { text: value } });
    }
    const rows =
      files.length === 0
        ? null
        : await withTensorFiles(host, files, (opened) => rowsOf([...opened.values()], report, host.signal));
    return explained(triedOn(report, rows), printed);
  },
};

/**
 * Reads the data of a report a second time.
 * @returns null for too many logits, and for soft targets
 */
export async function rowsOf(
  files: readonly TensorFile[],
  report: Pick<Report, 'inputs' | 'interpretation'>,
  signal?: AbortSignal,
): Promise<Rows | null> {
  const { selected, read, abort } = await readAgain(files, report, signal);
  const { columns } = companionsOf(selected, read.layout, read.interpretation);
  return readRows({
    sources: { logits: selected.logits, targets: read.targets, ...columns },
    layout: read.layout,
    interpretation: read.interpretation,
    ...abort,
  });
}
