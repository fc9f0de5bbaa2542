import { selectArrays } from '../check/input/select-arrays';
import { interpret } from '../check/interpret/interpret';
import { observe } from '../check/interpret/observations';
import { decisionsOf } from '../check/report/interpretation';
import type { Report } from '../check/report/report';
import { type CheckedTensors, readTensors } from '../evaluation/checked-tensors';
import type { TensorFile } from '../tensor/tensor-file';

/** Selects the arrays of a report in its files, and reads them as the report did. */
export async function readAgain(
  files: readonly TensorFile[],
  { inputs, interpretation }: Pick<Report, 'inputs' | 'interpretation'>,
  signal?: AbortSignal,
) {
  const choiceOf = (role: 'logits' | 'targets') => {
    const input = inputs.find((each) => each.role === role);
    const file = files.find(({ name }) => name === input?.file);
    return {
      ...(file === undefined ? {} : { file }),
      ...(input === undefined ? {} : { array: input.array }),
    };
  };
  const selected = selectArrays({ files, logits: choiceOf('logits'), targets: choiceOf('targets') });
  const { logits, targets } = selected;
  const abort = signal === undefined ? {} : { signal };
  const [values, labels] = await Promise.all([
    observe(logits, false, signal),
    observe(targets, true, signal),
  ]);
  const read = await interpret({ logits, targets, values, labels, ...abort }, decisionsOf(interpretation));
  return { selected, read, abort };
}

/** Reads the logits and targets of a report into memory; of many a sample. */
export async function readCheckedTensors(
  files: readonly TensorFile[],
  report: Pick<Report, 'inputs' | 'interpretation'>,
  signal?: AbortSignal,
): Promise<CheckedTensors> {
  const { selected, read, abort } = await readAgain(files, report, signal);
  const { logits, targets } = selected;
  return readTensors({
    ...{ logits, targets, targetsOfCheck: read.targets, layout: read.layout, ...abort },
    interpretation: report.interpretation,
  });
}
