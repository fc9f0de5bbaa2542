import { normalDeviate } from './random-numbers';

/** Above this mean the normal distribution is near enough for a resample. */
const LARGE = 50;

/**
 * A count drawn from Poisson's distribution: by products of uniform numbers (Knuth 1969, volume 2, section 3.4.1), for large
 * means as a rounded normal deviate.
 */
export function poissonDraw(mean: number, random: () => number): number {
  if (mean > LARGE) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalDeviate(random)));
  }
  const least = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > least; product *= random()) {
    events++;
  }
  return events;
}
