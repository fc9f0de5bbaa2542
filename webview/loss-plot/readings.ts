import { type Curve, type CurveValue, LOGITS, type LossCurves } from '../../src/code/verdict/curve-document';
import { numberText } from '../../src/format/number-text';
import { toCsv } from '../shared/csv';
import { messages } from '../shared/messages';

/** The drawn quantity: the loss of an example, or its derivative by the logit. */
export type Quantity = 'loss' | 'gradient';

export const SIDES = ['positives', 'negatives'] as const;

export type LogitRange = 'near' | 'far';

/** The ends of the x axis. */
export const RANGES: Readonly<Record<LogitRange, number>> = { near: 8, far: 100 };

/** Values that differ by less than this are alike: float32 rounds, and code clamps. */
const ALIKE = 1e-3;

/** A value of a curve as a number: NaN and the infinities too; NaN where there is none. */
export function numberOf(value: CurveValue | null | undefined): number {
  return value === null || value === undefined ? Number.NaN : Number(value);
}

/** True if a curve has the quantity at all: a loss without a gradient has none anywhere. */
export function exists(curve: Curve, quantity: Quantity): boolean {
  return curve[quantity].some((value) => value !== null);
}

/** Says how the code's loss differs from the paper's, a sentence a side; one sentence if it does not. */
export function comparison(curves: LossCurves): string[] {
  const { page } = messages.codeLosses;
  const found = SIDES.map((side) => {
    const kind = difference(curves[side].code, curves[side].paper);
    if (kind === 'none') {
      return null;
    }
    return kind === 'form'
      ? page.differsInForm(page[side])
      : page.differs({ side: page[side], factor: numberText(kind) });
  }).filter((sentence) => sentence !== null);
  return found.length === 0 ? [page.agreesNear] : [...found, page.differenceShaded];
}

/** A factor between both losses, or `form` if there is no such factor, among the logits of the near range. */
function difference(code: Curve, paper: Curve): number | 'none' | 'form' {
  const ratios = LOGITS.flatMap((logit, at) => {
    const [own, other] = [numberOf(code.loss[at]), numberOf(paper.loss[at])];
    const isTold = Math.abs(logit) <= RANGES.near && (Math.abs(other) > 1e-4 || Math.abs(own) > 1e-4);
    return isTold ? [own / other] : [];
  });
  const [first = 1] = ratios;
  if (!ratios.every((ratio) => Math.abs(ratio - first) <= ALIKE * Math.abs(first))) {
    return 'form';
  }
  return Math.abs(first - 1) <= ALIKE ? 'none' : first;
}

/** A stretch of logits at which a curve of the code is not finite. */
export interface Break {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** The stretches of a curve without a finite value, by kind. */
export function breaksOf(values: readonly (CurveValue | null)[]): Break[] {
  const breaks: Break[] = [];
  let before: string | null = null;
  for (const [at, logit] of LOGITS.entries()) {
    const value = values[at];
    const kind = typeof value === 'string' ? (value === 'NaN' ? 'NaN' : numberText(Number(value))) : null;
    const last = breaks.at(-1);
    if (kind !== null && last && before === kind) {
      breaks[breaks.length - 1] = { ...last, to: logit };
    } else if (kind !== null) {
      breaks.push({ kind, from: logit, to: logit });
    }
    before = kind;
  }
  return breaks;
}

/** The breaks of the code's curves in words. */
export function breaksInWords(curves: LossCurves): string[] {
  const { page } = messages.codeLosses;
  return SIDES.flatMap((side) =>
    (['loss', 'gradient'] as const).flatMap((quantity) =>
      breaksOf(curves[side].code[quantity]).map(({ kind, from, to }) =>
        page.broken({
          side: page[side],
          quantity: quantity === 'loss' ? page.value : page.gradient,
          kind,
          logits: from === to ? numberText(from) : `${numberText(from)} … ${numberText(to)}`,
        }),
      ),
    ),
  );
}

/** The values of one quantity at every logit: x, then code and paper for each side. */
export function tabulate(curves: LossCurves, quantity: Quantity): { columns: string[]; rows: number[][] } {
  const { page } = messages.codeLosses;
  return {
    columns: ['x', ...SIDES.flatMap((side) => [page.codeOf(page[side]), page.paperOf(page[side])])],
    rows: LOGITS.map((logit, at) => [
      logit,
      ...SIDES.flatMap((side) => [
        numberOf(curves[side].code[quantity][at]),
        numberOf(curves[side].paper[quantity][at]),
      ]),
    ]),
  };
}

/** The table as CSV in full precision; a value that is not finite is its word. */
export function quantityToCsv(curves: LossCurves, quantity: Quantity): string {
  const { columns, rows } = tabulate(curves, quantity);
  return toCsv(
    columns,
    rows.map((row) => row.map((value) => (Number.isFinite(value) ? value : String(value)))),
  );
}
