import { checkTensors } from '../check/check';
import type { ArrayChoice } from '../check/input/select-arrays';
import type { Report } from '../check/report/report';
import type { TensorFile } from '../tensor/tensor-file';
import { type CheckInput, checkInputSchema, filesOf, type NamedArray } from './check-input';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

/**
 * Checks logits against targets.
 * Rejects with the errors of `withTensorFiles` and `checkTensors`.
 */
export const check: Service<TensorHost, CheckInput, Report> = {
  input: checkInputSchema,
  run: (host, input) => {
    const { logits, targets, choices, parameters, allClassScores = false } = input;
    const { signal, onProgress, engine, now } = host;
    return withTensorFiles(host, filesOf(input), (opened) =>
      checkTensors({
        files: [...opened.values()],
        ...(logits === undefined ? {} : { logits: choiceIn(opened, logits) }),
        ...(targets === undefined ? {} : { targets: choiceIn(opened, targets) }),
        choices,
        parameters,
        allClassScores,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(engine === undefined ? {} : { engine }),
        ...(now === undefined ? {} : { now }),
      }),
    );
  },
};

function choiceIn(opened: ReadonlyMap<string, TensorFile>, { file: name, array }: NamedArray): ArrayChoice {
  const file = name === undefined ? undefined : opened.get(name);
  return { ...(file === undefined ? {} : { file }), ...(array === undefined ? {} : { array }) };
}
