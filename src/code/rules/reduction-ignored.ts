import { chosenReduction, exchangedReductions } from '../fixes/building/reductions';
import { isClose, type Measure, totalOf } from '../verdict/measure';
import { kindOfParameter, lastPart } from '../verdict/parameters';
import { lastReturn } from './evidence/place';
import { tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** True where the constructor hands the reduction to its base: Keras reduces what `call` returns, and nothing else does. */
function isHandedToKeras({ code: { node }, file, measure }: LossSubject): boolean {
  return (
    measure?.plan.framework.name === 'tensorflow' &&
    /__init__\([^)]*\breduction\b/.test(file.textOf(node).replace(/def __init__\([^)]*\)/g, ''))
  );
}

/** The parameter `reduction` of a loss whose mean is the sum and whose sum is the mean; none for any other. */
function exchanged(measure: Measure): string[] {
  const { layout, plan, runner } = measure;
  const name = plan.parameters.find((each) => lastPart(each.name) === 'reduction')?.name;
  if (name === undefined) {
    return [];
  }
  const examples = tracedExamples(measure);
  const batch = layout.batch(examples);
  const [mean, sum] = ['mean', 'sum'].map((value) => {
    const [outcome] = runner.run(plan.with({ other: { name, value } }), [batch]);
    return outcome && totalOf(outcome)?.loss;
  });
  const counts = [examples.length, batch.inputs.length];
  return mean && sum && counts.some((count) => isClose(mean, count * sum, 1e-9)) ? [name] : [];
}

/** `reduction`, `size_average` or `reduce` changes nothing, or exchanges the mean and the sum. */
export const reductionIgnored: Rule<'reduction-ignored'> = {
  id: 'reduction-ignored',
  severity: 'warning',
  inLoss: (loss) => {
    if (isHandedToKeras(loss)) {
      return [];
    }
    const { verdict, measure } = loss;
    const without = verdict.observations.flatMap((observation) =>
      observation.kind === 'withoutEffect' && kindOfParameter({ name: observation.parameter }) === 'reduction'
        ? [{ name: observation.parameter, isExchanged: false }]
        : [],
    );
    const others = measure ? exchanged(measure).map((name) => ({ name, isExchanged: true })) : [];
    return [...without, ...others].map((facts) => ({ facts, at: lastReturn(loss) }));
  },
  fixInLoss: (loss, at) => [
    ...(loss.measure?.plan.parameters ?? []).flatMap(({ name }) =>
      chosenReduction(loss, at, lastPart(name)).map((edits) => ({ title: 'use-reduction' as const, edits })),
    ),
    { title: 'exchange-reductions', edits: exchangedReductions(loss), changes: { reduction: 'mean' } },
  ],
};
