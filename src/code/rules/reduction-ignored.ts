import type { ReductionFacts } from '../../messages/en/rules-code';
import { chosenReduction, exchangedReductions } from '../fixes/building/reductions';
import { isClose, totalOf } from '../verdict/measure';
import { kindOfParameter, lastPart } from '../verdict/parameters';
import { lastReturn } from './evidence/place';
import { tracedExamples } from './evidence/trace';
import { unreadParameters } from './evidence/unread-parameters';
import type { LossSubject, Rule } from './rule';

/** True where the constructor hands the reduction to its base: Keras reduces what `call` returns, and nothing else does. */
function isHandedToKeras({ code: { node }, file, measure }: LossSubject): boolean {
  return (
    measure?.plan.framework.name === 'tensorflow' &&
    /__init__\([^)]*\breduction\b/.test(file.textOf(node).replace(/def __init__\([^)]*\)/g, ''))
  );
}

/** Matches the text `'sum'`, by which the code or its documentation offers the sum. */
const OFFERS_SUM = /["'`]sum["'`]/;

/** Matches the sum of all: code that takes one may do so in other shapes alone. */
const TAKES_SUM = /\.sum\(\s*\)|\b(?:reduce_)?sum\(\s*\w+\s*\)/;

/** The parameter `reduction` of a loss whose mean is the sum and whose sum is the mean, or whose sum is its mean or the reverse. */
function mistaken({ measure, code: { node }, file }: LossSubject): ReductionFacts[] {
  const name = measure?.plan.parameters.find((each) => lastPart(each.name) === 'reduction')?.name;
  if (!measure || name === undefined) {
    return [];
  }
  const { layout, plan, runner } = measure;
  const examples = tracedExamples(measure);
  const batch = layout.batch(examples);
  const [mean, sum, each] = ['mean', 'sum', 'none'].map((value) => {
    const [outcome] = runner.run(plan.with({ other: { name, value } }), [batch]);
    return outcome && totalOf(outcome)?.loss;
  });
  if (!mean || !sum) {
    return [];
  }
  const counts = [examples.length, batch.inputs.length];
  if (counts.some((count) => isClose(mean, count * sum, 1e-9))) {
    return [{ name, fault: 'exchanged' }];
  }
  const isAlike = mean === sum && each !== undefined && !isClose(each, mean, 1e-9);
  const text = file.textOf(node);
  return isAlike && OFFERS_SUM.test(text) && !TAKES_SUM.test(text) ? [{ name, fault: 'alike' }] : [];
}

/** `reduction`, `size_average` or `reduce` changes nothing, or confuses the mean and the sum. */
export const reductionIgnored: Rule<'reduction-ignored'> = {
  id: 'reduction-ignored',
  severity: 'warning',
  inLoss: (loss) => {
    if (isHandedToKeras(loss)) {
      return [];
    }
    const without = loss.verdict.observations.flatMap((observation): ReductionFacts[] =>
      observation.kind === 'withoutEffect' && kindOfParameter({ name: observation.parameter }) === 'reduction'
        ? [{ name: observation.parameter, fault: 'unused' }]
        : [],
    );
    const shown = [...without, ...mistaken(loss)];
    const unread = unreadParameters(loss).filter(
      ({ name, kind }) => kind === 'reduction' && !shown.some((facts) => lastPart(facts.name) === name),
    );
    return [
      ...shown.map((facts) => ({ facts, at: lastReturn(loss) })),
      ...unread.map(({ name, at }) => ({ facts: { name, fault: 'unused' as const }, at })),
    ];
  },
  fixInLoss: (loss, at) => {
    const [mistake] = mistaken(loss);
    if (mistake) {
      const isExchanged = mistake.fault === 'exchanged';
      const exchanged = exchangedReductions(loss);
      return (isExchanged ? [exchanged] : exchanged.map((edit) => [edit])).map((edits) => ({
        title: 'exchange-reductions' as const,
        edits,
        changes: isExchanged ? { reduction: 'mean' as const } : {},
      }));
    }
    return (loss.measure?.plan.parameters ?? []).flatMap(({ name }) =>
      chosenReduction(loss, at, lastPart(name)).map((edits) => ({ title: 'use-reduction' as const, edits })),
    );
  },
};
