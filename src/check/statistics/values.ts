import * as v from 'valibot';
import type { Batch } from '../input/batches';
import { CompensatedSums, finiteNumbers, numbersOf } from './compensated-sums';
import { largest, least, type Merged, object, same, sums, total, totals } from './mergeable';
import type { Accumulator, CheckedData, Statistic } from './statistic';

/** The largest finite float16 is 65504. */
const HALF_LIMIT = 65_504;
/** σ(30) differs from 1 by 1e-13, so that the gradient vanishes in float32. */
const SATURATED = 30;

/** Bins for logits: half units over [−64, 64); for probabilities: hundredths of [0, 1]. */
export const VALUE_BINS = {
  logits: { low: -64, high: 64, bins: 256 },
  probabilities: { low: 0, high: 1, bins: 100 },
  'squashed-twice': { low: 0, high: 1, bins: 100 },
} as const;

const record = object(
  {
    notANumber: total('Values that are NaN.'),
    positiveInfinity: total('Values that are +Infinity.'),
    negativeInfinity: total('Values that are -Infinity.'),
    saturated: total({ description: 'Finite values with |x| above `x-limit`.', 'x-limit': SATURATED }),
    beyondHalf: total({
      description: 'Values with |x| of at least `x-limit`, infinite ones included: float16 cannot hold them.',
      'x-limit': HALF_LIMIT,
    }),
    histogram: object(
      {
        low: same(v.number(), 'Lower edge of the first bin.'),
        high: same(v.number(), 'Upper edge of the last bin.'),
        counts: totals('Values of each bin.'),
        below: total('Finite values below `low`.'),
        above: total('Finite values above `high`.'),
      },
      {
        description:
          'Equal bins by the kind of the values (`interpretation.input`). The bin of x is floor((x − low) / (high − low) · bins). The last bin includes `high`.',
        'x-bins': VALUE_BINS,
      },
    ),
    channels: object(
      {
        counts: totals('Number of finite values.'),
        minima: least('Smallest value.'),
        maxima: largest('Largest value.'),
        sums: sums('Σ x.'),
        squares: sums('Σ x².'),
      },
      'One entry per channel (class), over the finite values. One channel where there is no class axis.',
    ),
  },
  'The values as they were given, whatever their targets are.',
);

type ValuesRecord = Merged<typeof record>;

export const valuesStatistic = {
  ...record,
  start: ({ interpretation, layout }: Pick<CheckedData, 'interpretation' | 'layout'>) =>
    new ValueStatistics(interpretation.input, layout.channels),
} satisfies Statistic<ValuesRecord>;

/** Statistics of the given values, independent of the targets, for each channel. */
export class ValueStatistics implements Accumulator<ValuesRecord> {
  notANumber = 0;
  positiveInfinity = 0;
  negativeInfinity = 0;
  saturated = 0;
  beyondHalf = 0;
  below = 0;
  above = 0;
  readonly histogram: Float64Array;
  /** By channel, over the finite values. */
  readonly counts: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
  readonly sums: CompensatedSums;
  readonly squares: CompensatedSums;

  constructor(
    readonly input: keyof typeof VALUE_BINS,
    readonly channels: number,
  ) {
    this.histogram = new Float64Array(VALUE_BINS[input].bins);
    this.counts = new Float64Array(channels);
    this.minima = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
    this.maxima = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
    this.sums = new CompensatedSums(channels);
    this.squares = new CompensatedSums(channels);
  }

  addBatch(batch: Batch): void {
    const values = batch.rows * this.channels;
    let channel = 0;
    for (let at = 0; at < values; at++) {
      this.addOne(batch.logits[at] ?? Number.NaN, channel);
      if (++channel === this.channels) {
        channel = 0;
      }
    }
  }

  private addOne(value: number, channel: number): void {
    const size = Math.abs(value);
    if (size >= HALF_LIMIT) {
      this.beyondHalf++;
    }
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) {
        this.notANumber++;
      } else if (value > 0) {
        this.positiveInfinity++;
      } else {
        this.negativeInfinity++;
      }
      return;
    }
    if (value < (this.minima[channel] ?? 0)) {
      this.minima[channel] = value;
    }
    if (value > (this.maxima[channel] ?? 0)) {
      this.maxima[channel] = value;
    }
    this.addMany(channel, value, value * value, 1);
  }

  /**
   * Adds finite values of a channel to everything but the extrema. All values lie in the same bin of the histogram.
   * @param squares the sum of their squares
   */
  addMany(channel: number, mean: number, squares: number, count: number): void {
    if (Math.abs(mean) > SATURATED) {
      this.saturated += count;
    }
    this.counts[channel] = (this.counts[channel] ?? 0) + count;
    this.sums.add(channel, count * mean);
    this.squares.add(channel, squares);
    this.addToHistogram(mean, count);
  }

  private addToHistogram(value: number, count: number): void {
    const { low, high, bins } = VALUE_BINS[this.input];
    if (value < low) {
      this.below += count;
    } else if (value > high) {
      this.above += count;
    } else {
      const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
      this.histogram[bin] = (this.histogram[bin] ?? 0) + count;
    }
  }

  record(): ValuesRecord {
    const { low, high } = VALUE_BINS[this.input];
    return {
      notANumber: this.notANumber,
      positiveInfinity: this.positiveInfinity,
      negativeInfinity: this.negativeInfinity,
      saturated: this.saturated,
      beyondHalf: this.beyondHalf,
      histogram: { low, high, counts: numbersOf(this.histogram), below: this.below, above: this.above },
      channels: {
        counts: numbersOf(this.counts),
        minima: finiteNumbers(this.minima),
        maxima: finiteNumbers(this.maxima),
        sums: this.sums.record(),
        squares: this.squares.record(),
      },
    };
  }
}
