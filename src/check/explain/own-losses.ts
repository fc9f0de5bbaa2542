import type { PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { TriedLoss } from '../report/tried-loss';

/** A loss of the code that gives a printed value. */
export interface OwnLoss {
  readonly loss: TriedLoss;
  readonly settings: TriedLoss['runs'][number]['settings'];
  /** The reduction of the numbers that it returns; null where it returns one number. */
  readonly reduction: 'sum' | 'mean' | null;
}

/** Fewer digits may agree by chance. */
const LEAST_DIGITS = 3;
/** A relative difference that float32 makes. */
const ROUNDING = 1e-6;

/** The losses of the code that give a printed value on all tensors of a report, each once. */
export function ownLosses(
  { code, triedLosses = [] }: Pick<Report, 'code' | 'triedLosses'>,
  { value, digits }: Pick<PrintedLoss, 'value' | 'digits'>,
): OwnLoss[] {
  if (digits < LEAST_DIGITS) {
    return [];
  }
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
  const isSame = (own: number): boolean => Math.abs(own - value) <= unit / 2 + ROUNDING * Math.abs(value);
  const chosen = code === undefined ? [] : triedByHand(code);
  const others = chosen.filter((one) => !triedLosses.some((tried) => isSamePlace(one, tried)));
  return [...triedLosses, ...others].flatMap((loss) => {
    const found = loss.runs.flatMap((run): OwnLoss[] => {
      const { settings, elements } = run;
      if (isSame(run.value)) {
        return [{ loss, settings, reduction: elements > 1 ? 'sum' : null }];
      }
      return elements > 1 && isSame(run.value / elements) ? [{ loss, settings, reduction: 'mean' }] : [];
    });
    return found.slice(0, 1);
  });
}

/** The loss that the user chose, where it was run on all logits. */
function triedByHand({
  file,
  name,
  cell,
  line,
  settings,
  sample,
  outcome,
}: NonNullable<Report['code']>): TriedLoss[] {
  if (outcome.kind !== 'computed' || outcome.value === null || sample !== null) {
    return [];
  }
  const { value, elements } = outcome;
  return [{ file, name, cell, line, variant: null, runs: [{ settings, value, elements }] }];
}

function isSamePlace(one: TriedLoss, other: TriedLoss): boolean {
  return (
    one.file === other.file && one.name === other.name && one.cell === other.cell && one.line === other.line
  );
}
