import type { CutCounts } from './cuts';

/** The aim of a threshold. */
export interface Wish {
  /** The cut that fulfils it best; null where none does. */
  choose(counts: CutCounts): number | null;
  /** The number that the aim makes large or small; null where there is only a condition. */
  readonly measure: Measure | null;
}

/** A number to be made large or small. */
interface Measure {
  readonly isBetterWhen: 'larger' | 'smaller';
  of(found: number, falseAlarms: number, positives: number): number;
}

/** The largest F-score (1 + β²) P R / (β² P + R) (van Rijsbergen 1979); β = 2 weighs the recall more. */
export function bestF(beta: number): Wish {
  const square = beta * beta;
  return optimum({
    isBetterWhen: 'larger',
    of: (found, falseAlarms, positives) =>
      found === 0 ? 0 : ((1 + square) * found) / (square * positives + found + falseAlarms),
  });
}

/** The least cost, counted in false alarms. */
export function cheapest(missCost: number): Wish {
  return optimum({
    isBetterWhen: 'smaller',
    of: (found, falseAlarms, positives) => missCost * (positives - found) + falseAlarms,
  });
}

/** A share is as large as wanted in spite of rounding. */
const ROUNDING = 1e-12;

/** Finds as many as a least precision allows. */
export function withPrecision(least: number): Wish {
  return {
    measure: null,
    choose: ({ found, falseAlarms }) => {
      let best: number | null = null;
      for (let cut = 1; cut < found.length; cut++) {
        const right = found[cut] ?? 0;
        const isPrecise = right >= (least - ROUNDING) * (right + (falseAlarms[cut] ?? 0));
        if (isPrecise && right > 0 && right > (found[best ?? 0] ?? 0)) {
          best = cut;
        }
      }
      return best;
    },
  };
}

/** Raises as few false alarms as a least recall allows. */
export function withRecall(least: number): Wish {
  return {
    measure: null,
    choose: ({ found, positives }) => {
      const cut = found.findIndex((right) => right > 0 && right >= (least - ROUNDING) * positives);
      return cut < 0 ? null : cut;
    },
  };
}

/** The best cut; of equally good ones that with the highest threshold. */
function optimum(measure: Measure): Wish {
  const sign = measure.isBetterWhen === 'larger' ? 1 : -1;
  return {
    measure,
    choose: ({ found, falseAlarms, positives }) => {
      let [best, most] = [0, Number.NEGATIVE_INFINITY];
      for (let cut = 0; cut < found.length; cut++) {
        const value = sign * measure.of(found[cut] ?? 0, falseAlarms[cut] ?? 0, positives);
        if (value > most) {
          [best, most] = [cut, value];
        }
      }
      return positives === 0 ? null : best;
    },
  };
}
