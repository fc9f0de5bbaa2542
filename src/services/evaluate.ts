import type { Evaluation } from '../check/report/report';
import { readWithImports } from '../code/imports/read-with-imports';
import { type CodeLoss, isCalledLoss, lossesOf } from '../code/losses/code-loss';
import { placeInFile } from '../code/syntax/code-file';
import { CodeParser } from '../code/syntax/parser';
import type { SourceFile } from '../code/syntax/source-file';
import { isTooLarge } from '../code/verdict/large-text';
import { evaluateLoss, type LossOnTensors, notRun } from '../evaluation/evaluate-loss';
import { ProblemError } from '../messages/problem-error';
import { contentOf } from './content-of';
import { type EvaluateInput, evaluateInputSchema, type LossOfFile } from './evaluate-input';
import { readCheckedTensors } from './read-again';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

/**
 * Runs a loss of the code on the tensors of a report.
 * Rejects with a ProblemError for a loss or a setting that there is not, and with the errors of `withTensorFiles`.
 */
export const evaluate: Service<TensorHost, EvaluateInput, Evaluation> = {
  input: evaluateInputSchema,
  async run(host, { files, report, loss, grammars }) {
    const started = performance.now();
    const { file, name } = loss;
    if (isTooLarge(loss.code.text)) {
      const outcome = { kind: 'notUnderstood', reason: { kind: 'fileSize' }, line: null } as const;
      return { file, name: name ?? '', ...NOWHERE, ...notRun(outcome), isWeighted: false, milliseconds: 0 };
    }
    const tensors = await withTensorFiles(host, files, (opened) =>
      readCheckedTensors([...opened.values()], report, host.signal),
    );
    return readWithImports(parserOf(host, grammars), loss.code, (source) => {
      const chosen = chosenLoss(source, loss);
      const found = evaluateLoss(source, chosen, tensors, report.parameters, loss.settings);
      const place = placeInFile(loss.code, chosen.node.startPosition.row + 1);
      return {
        file,
        name: chosen.name,
        ...place,
        ...withPlaces(found, loss),
        isWeighted: report.inputs.some(({ role }) => role === 'weight' || role === 'mask'),
        milliseconds: performance.now() - started,
      };
    });
  },
};

/** @param grammars the folder of the grammars, by the host's name and with a separator at its end */
export function parserOf(host: TensorHost, grammars: string): CodeParser {
  return new CodeParser((file) => contentOf(host, `${grammars}${file}`));
}

const NOWHERE = { cell: null, line: null };

/** @throws ProblemError if the file does not have the loss, or several to choose from */
function chosenLoss(source: SourceFile, { file, name, place }: LossOfFile): CodeLoss {
  const all = lossesOf(source);
  const losses = name === null ? all.filter(isCalledLoss) : all;
  const names = [...new Set(losses.map((each) => each.name))];
  const [first, ...others] = losses;
  if (!first) {
    throw new ProblemError({ id: 'no-loss-in-code', facts: { file } });
  }
  if (name === null) {
    if (others.length > 0) {
      throw new ProblemError({ id: 'which-loss', facts: { file, names } });
    }
    return first;
  }
  const named = losses.filter((each) => each.name === name);
  const chosen = named[place] ?? named[0];
  if (!chosen) {
    throw new ProblemError({ id: 'no-such-loss', facts: { file, name, names } });
  }
  return chosen;
}

/** The lines of the text as those of the file. */
function withPlaces(found: LossOnTensors, { code }: LossOfFile): LossOnTensors {
  const moved = (line: number | null): number | null => (line === null ? null : placeInFile(code, line).line);
  const { tensors, outcome } = found;
  const exception = tensors?.exception ?? null;
  return {
    ...found,
    tensors: tensors && {
      ...tensors,
      exception: exception && { ...exception, line: moved(exception.line) },
    },
    outcome: outcome.kind === 'computed' ? outcome : { ...outcome, line: moved(outcome.line) },
  };
}
