import type { Sampled } from '../../messages/facts';
import type { Verdict } from '../verdict/document';
import { EQUAL, type Measure, totalOf } from '../verdict/measure';
import { type Example, exampleOf } from '../verdict/probes';
import { examplesAt } from '../verdict/sizes';

/** The loss of each example with the default settings, in the precision of the framework; null where it raises. */
export type LossSample = Readonly<Record<Sampled, number | null>>;

/** The size of the logit of a confident model. */
const SURE = 100;

/** Runs a loss on the examples of a sample. @throws NotUnderstood if the code does what the evaluator does not know */
export function sampleOf(measure: Measure, { computes }: Verdict): LossSample {
  const { width } = measure.layout;
  const wrong = (target: 0 | 1): Example => examplesAt(width, SURE, target, computes?.input ?? 'logits')[1];
  const isMean = computes?.reduction === 'mean' || computes?.reduction === 'meanOverPositives';
  const lossOf = (example: Example): number | null => {
    const examples = new Array<Example>(EQUAL).fill(example);
    const [outcome] = measure.runner.run(
      measure.plan.with({}),
      [measure.layout.batch(examples)],
      'framework',
    );
    const total = outcome && totalOf(outcome);
    return total ? total.loss / (isMean ? 1 : EQUAL) : null;
  };
  return {
    positive: lossOf(exampleOf(width, 0, 1)),
    negative: lossOf(exampleOf(width, 0, 0)),
    wrongPositive: lossOf(wrong(1)),
    wrongNegative: lossOf(wrong(0)),
  };
}
