import type { TriedLoss } from '../check/report/tried-loss';
import { readWithImports } from '../code/imports/read-with-imports';
import { type CodeLoss, lossesOf } from '../code/losses/code-loss';
import { placeInFile } from '../code/syntax/code-file';
import type { SourceFile } from '../code/syntax/source-file';
import { judgeLoss } from '../code/verdict/judge';
import { isTooLarge } from '../code/verdict/large-text';
import { interpreterOf } from '../code/verdict/open-loss';
import { type CheckedTensors, MOST_LOGITS } from '../evaluation/checked-tensors';
import { evaluateLoss } from '../evaluation/evaluate-loss';
import { ProblemError } from '../messages/problem-error';
import { parserOf } from './evaluate';
import { readCheckedTensors } from './read-again';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';
import { type TriedAt, type TryLossesInput, tryLossesInputSchema } from './try-losses-input';

/** Most losses that are run to their end. */
const MOST_LOSSES = 8;

/**
 * Runs the losses of files on the tensors of a report, file by file in the given order, to see which give a loss value. None is
 * run where there are more logits than the evaluator takes: a sample has another loss.
 * Rejects with the errors of `withTensorFiles`.
 */
export const tryLosses: Service<TensorHost, TryLossesInput, TriedAt[]> = {
  input: tryLossesInputSchema,
  async run(host, { files, report, sources, grammars, milliseconds }) {
    const logits = report.inputs.filter(({ role }) => role === 'logits');
    if (
      logits.reduce((sum, { shape }) => sum + shape.reduce((all, size) => all * size, 1), 0) > MOST_LOGITS
    ) {
      return [];
    }
    const tensors = await withTensorFiles(host, files, (opened) =>
      readCheckedTensors([...opened.values()], report, host.signal),
    );
    const parser = parserOf(host, grammars);
    const started = performance.now();
    const tried: TriedAt[] = [];
    const isEnough = () =>
      tried.filter(({ runs }) => runs.length > 0).length >= MOST_LOSSES ||
      performance.now() - started > milliseconds;
    for (const { uri, file, code } of sources.filter((source) => !isTooLarge(source.code.text))) {
      if (isEnough()) {
        break;
      }
      await readWithImports(parser, code, (source) => {
        // An objective returns derivatives, and no loss of tensors.
        for (const loss of lossesOf(source).filter(({ kind }) => kind !== 'objective')) {
          if (isEnough()) {
            break;
          }
          const place = placeInFile(code, loss.node.startPosition.row + 1);
          const runs = runsOf(source, loss, tensors, report.parameters);
          tried.push({
            ...{ uri, file, name: loss.name, ...place, runs },
            variant: runs.length === 0 ? null : variantOf(source, loss),
          });
        }
      });
    }
    return tried;
  },
};

/** The values of a loss with its own α and γ and with the report's, where it runs on all logits. */
function runsOf(
  source: SourceFile,
  loss: CodeLoss,
  tensors: CheckedTensors,
  parameters: TryLossesInput['report']['parameters'],
): TriedLoss['runs'] {
  const runs = (['ofCode', 'ofReport'] as const).flatMap((handed) => {
    const found = evaluatedIfFitting(() => evaluateLoss(source, loss, tensors, parameters, {}, handed));
    if (found?.outcome.kind !== 'computed' || found.outcome.value === null || found.sample !== null) {
      return [];
    }
    const { value, elements } = found.outcome;
    return [{ settings: found.settings, value, elements }];
  });
  const [first, second] = runs;
  return JSON.stringify(first?.settings) === JSON.stringify(second?.settings) ? runs.slice(0, 1) : runs;
}

/** Undefined where α of the report does not fit the classes. */
function evaluatedIfFitting<Found>(evaluate: () => Found): Found | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof ProblemError) {
      return undefined;
    }
    throw error;
  }
}

function variantOf(source: SourceFile, loss: CodeLoss): string | null {
  const { verdict } = judgeLoss(source, loss, interpreterOf(source));
  return verdict.computes?.variant ?? null;
}
