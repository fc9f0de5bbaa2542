import { CompensatedSums } from './compensated-sums';
import type { Posted } from './posted';
import { Reliability } from './reliability';

/** The grid reaches from temperature 2^5 to 2^−5. */
const STEPS_EACH_WAY = 10;
const POINTS = 2 * STEPS_EACH_WAY + 1;
/** The point of T = 1. */
export const UNCHANGED = STEPS_EACH_WAY;

/** 1 / T at each grid point, ascending: powers of 2 and 3/2 of them, whose exponentials are roots and products of e^x. */
export const INVERSE_TEMPERATURES: readonly number[] = Array.from({ length: POINTS }, (_, point) => {
  const steps = point - STEPS_EACH_WAY;
  return steps % 2 === 0 ? 2 ** (steps / 2) : 1.5 * 2 ** ((steps - 1) / 2);
});

/**
 * Softmax cross-entropy as a function of the temperature, gathered in one pass: its value and its first two
 * derivatives with respect to 1 / T at the grid points, from which the minimum is interpolated. One
 * exponential a value gives the whole grid: halving T squares exp(x / T), doubling it takes the square root.
 */
export class TemperatureGrid {
  readonly crossEntropy = new CompensatedSums(POINTS);
  readonly slope = new CompensatedSums(POINTS);
  readonly curvature = new CompensatedSums(POINTS);
  readonly reliability: readonly Reliability[] = INVERSE_TEMPERATURES.map(() => new Reliability());
  private readonly sums = new Float64Array(POINTS);
  private readonly firstMoments = new Float64Array(POINTS);
  private readonly secondMoments = new Float64Array(POINTS);

  /**
   * @param shifted logits of one example minus their largest
   * @param ahead the target's entry of `shifted`
   * @param outcome 1 when the top class is the target
   */
  add(shifted: Float64Array, ahead: number, outcome: number): void {
    this.gather(shifted);
    for (let point = 0; point < POINTS; point++) {
      const sum = this.sums[point] ?? 1;
      const mean = (this.firstMoments[point] ?? 0) / sum;
      this.crossEntropy.add(point, Math.log(sum) - (INVERSE_TEMPERATURES[point] ?? 1) * ahead);
      this.slope.add(point, mean - ahead);
      this.curvature.add(point, (this.secondMoments[point] ?? 0) / sum - mean * mean);
      this.reliability[point]?.addOne(1 / sum, outcome, 1);
    }
  }

  /** Adds the sums of another part of the data. */
  merge({ crossEntropy, slope, curvature, reliability }: Posted<TemperatureGrid>): void {
    this.crossEntropy.merge(crossEntropy);
    this.slope.merge(slope);
    this.curvature.merge(curvature);
    for (const [point, its] of reliability.entries()) {
      this.reliability[point]?.merge(its);
    }
  }

  private gather(shifted: Float64Array): void {
    const { sums, firstMoments, secondMoments } = this;
    sums.fill(0);
    firstMoments.fill(0);
    secondMoments.fill(0);
    for (let at = 0; at < shifted.length; at++) {
      const value = shifted[at] ?? 0;
      const exponential = Math.exp(value);
      this.climb(STEPS_EACH_WAY, exponential, value);
      this.climb(STEPS_EACH_WAY + 1, exponential * Math.sqrt(exponential), value);
    }
  }

  /** Adds one value at every other grid point, starting from the exponential at one of them. */
  private climb(start: number, exponential: number, value: number): void {
    let power = exponential;
    for (let point = start; point < POINTS; point += 2) {
      this.addMoments(point, power, value);
      power *= power;
    }
    power = exponential;
    for (let point = start - 2; point >= 0; point -= 2) {
      power = Math.sqrt(power);
      this.addMoments(point, power, value);
    }
  }

  private addMoments(point: number, weight: number, value: number): void {
    this.sums[point] = (this.sums[point] ?? 0) + weight;
    this.firstMoments[point] = (this.firstMoments[point] ?? 0) + weight * value;
    this.secondMoments[point] = (this.secondMoments[point] ?? 0) + weight * value * value;
  }
}
