import { attached } from '../fixes/building/blocks';
import { isClose, type Measure } from '../verdict/measure';
import { exampleOf } from '../verdict/probes';
import { placeOfGamma } from './evidence/parameter';
import type { LossSubject, Rule } from './rule';

/** Words of a comment or docstring that say that the gradient is left out on purpose. */
const MEANT = /detach|gradient|constant|stop|反向|梯度/i;
/** Blocks in which no gradient is recorded. */
const STOPS = /\bno_grad\b|\bset_grad_enabled\b|\bstop_gradient\b/;
const STEP = 1e-4;

/** p_t or the modulating factor goes on without its gradient, and nothing says that it is meant. */
export const detachedModulation: Rule<'detached-modulation'> = {
  id: 'detached-modulation',
  severity: 'information',
  inLoss: (loss) => {
    const { measure, verdict } = loss;
    const event = verdict.events.find(({ kind, phase }) => kind === 'detach' && phase === 'forward');
    const stops = event !== undefined || STOPS.test(loss.file.textOf(loss.code.node));
    return stops && measure && !MEANT.test(wordsOf(loss)) && differsFromSlope(measure)
      ? [{ facts: {}, at: event?.place ?? placeOfGamma(verdict) }]
      : [];
  },
  fixInLoss: (loss) => attached(loss).map((edits) => ({ title: 'keep-gradient' as const, edits })),
};

/** The comments and texts of a loss. */
function wordsOf({ code: { node }, file }: LossSubject): string {
  return node
    .descendantsOfType(['comment', 'string'])
    .flatMap((each) => (each ? [file.textOf(each)] : []))
    .join('\n');
}

/** True if the gradient of an example is not the slope of its loss. */
function differsFromSlope(measure: Measure): boolean {
  const example = exampleOf(measure.layout.width, 0, 1);
  const at = measure.layout.width === 1 ? 0 : 1;
  const lossAt = (step: number): number => {
    const input = example.input.with(at, (example.input[at] ?? 0) + step);
    return (
      measure.total([{ ...example, input }, exampleOf(measure.layout.width, 1, 0)], measure.usual)?.loss ??
      Number.NaN
    );
  };
  const total = measure.total([example, exampleOf(measure.layout.width, 1, 0)], measure.usual);
  const gradient = total?.gradient[at] ?? Number.NaN;
  const slope = (lossAt(STEP) - lossAt(-STEP)) / (2 * STEP);
  return Number.isFinite(slope) && Number.isFinite(gradient) && !isClose(gradient, slope, 1e-3);
}
