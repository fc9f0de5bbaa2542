/**
 * Sums losses with Neumaier's compensation, so that the length of the batch costs no digits.
 * @param losses of any length; an ignored element's is 0
 */
export function sumOfLosses(losses: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < losses.length; index++) {
    const loss = losses[index] ?? Number.NaN;
    const total = sum + loss;
    lost += Math.abs(sum) >= Math.abs(loss) ? sum - total + loss : loss - total + sum;
    sum = total;
  }
  // Past an infinite loss, what was lost is Infinity − Infinity.
  return Number.isFinite(sum) ? sum + lost : sum;
}
