import { rootOf, type Tangent } from '../../calibration/root';
import { Reliability } from '../statistics/reliability';
import type { SoftmaxRow } from '../terms/softmax-row';
import type { RunAtTemperature } from './temperature-sums';

/** 1 / T is looked for between 2^−5 and 2^5. */
const WIDEST_OCTAVES = 5;
/** The root is known to within this share of the octaves. */
const RESOLUTION = 2 ** -24;
/** A mean slope below this is rounding: the cross-entropy is flat towards T = 0. */
const LEAST_SLOPE = 1e-9;

/** Examples of consecutive rows. */
interface Run {
  count: number;
  /** Logits less the largest of their row. */
  readonly shifted: Float64Array;
  /** The shifted logit of each example's target; `outcomes` is 1 when the top class is the target. */
  readonly ahead: Float64Array;
  readonly outcomes: Float64Array;
  /** Σ p of each class. */
  readonly probabilities: Float64Array;
}

/** Examples of a softmax, kept to look at their cross-entropy at one temperature after the other. */
export class SoftmaxSample {
  readonly runs: Run[] = [];
  /** The sums of one example at the latest temperature: Σ e^(bz), Σ z e^(bz), Σ z² e^(bz). */
  private sum = 0;
  private first = 0;
  private second = 0;

  constructor(private readonly channels: number) {}

  get count(): number {
    return this.runs.reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * Begins a run.
   * @param most examples in it
   */
  startRun(most: number): void {
    this.runs.push({
      count: 0,
      shifted: new Float64Array(most * this.channels),
      ahead: new Float64Array(most),
      outcomes: new Float64Array(most),
      probabilities: new Float64Array(this.channels),
    });
  }

  /** Adds an example to the latest run. */
  add({ shifted, exponentials, top }: SoftmaxRow, target: number): void {
    const run = this.runs.at(-1);
    if (run === undefined) {
      throw new RangeError('An example belongs to a run.');
    }
    run.shifted.set(shifted, run.count * this.channels);
    run.ahead[run.count] = shifted[target] ?? 0;
    run.outcomes[run.count++] = top === target ? 1 : 0;
    const { probabilities } = run;
    const sum = exponentials.reduce((before, exponential) => before + exponential, 0);
    for (let channel = 0; channel < this.channels; channel++) {
      probabilities[channel] = (probabilities[channel] ?? 0) + (exponentials[channel] ?? 0) / sum;
    }
  }

  /** The temperature at which the cross-entropy is smallest; beyond which end it lies when that is further than 1/32 or 32. */
  temperature(): number | 'beyond largest' | 'beyond smallest' {
    const octaves = rootOf((at) => this.slopeAt(at), -WIDEST_OCTAVES, WIDEST_OCTAVES, RESOLUTION);
    if (octaves !== null) {
      return 2 ** -octaves;
    }
    return this.slopeAt(-WIDEST_OCTAVES).value > 0 ? 'beyond largest' : 'beyond smallest';
  }

  at(temperature: number): RunAtTemperature[] {
    const scale = 1 / temperature;
    return this.runs.map(({ count, shifted, ahead, outcomes }) => {
      const sums = { crossEntropy: 0, slope: 0, curvature: 0, reliability: new Reliability() };
      for (let at = 0; at < count; at++) {
        this.look(shifted, at, scale);
        const mean = this.first / this.sum;
        const behind = ahead[at] ?? 0;
        sums.crossEntropy += Math.log(this.sum) - scale * behind;
        sums.slope += scale * (behind - mean);
        sums.curvature += scale * scale * (this.second / this.sum - mean * mean);
        sums.reliability.addOne(1 / this.sum, outcomes[at] ?? 0, 1);
      }
      return { ...sums, reliability: sums.reliability.record() };
    });
  }

  /** The derivative of the cross-entropy by 1 / T, less what rounding may make of it. */
  private slopeAt(octaves: number): Tangent {
    const scale = 2 ** octaves;
    let value = -LEAST_SLOPE * this.count;
    let curvature = 0;
    for (const { count, shifted, ahead } of this.runs) {
      for (let at = 0; at < count; at++) {
        this.look(shifted, at, scale);
        const mean = this.first / this.sum;
        value += mean - (ahead[at] ?? 0);
        curvature += this.second / this.sum - mean * mean;
      }
    }
    return { value, slope: Math.LN2 * scale * curvature };
  }

  private look(shifted: Float64Array, example: number, scale: number): void {
    const end = (example + 1) * this.channels;
    let [sum, first, second] = [0, 0, 0];
    for (let at = example * this.channels; at < end; at++) {
      const z = shifted[at] ?? 0;
      const exponential = Math.exp(scale * z);
      const moment = exponential * z;
      sum += exponential;
      first += moment;
      second += moment * z;
    }
    this.sum = sum;
    this.first = first;
    this.second = second;
  }
}
