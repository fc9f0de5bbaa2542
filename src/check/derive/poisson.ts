/** Pseudo-random numbers in [0, 1), the same in every run (Mulberry32 by T. Ettinger). */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Above this mean the normal distribution is near enough for a resample. */
const LARGE = 50;

/**
 * A count drawn from Poisson's distribution: by products of uniform numbers (Knuth 1969, volume 2, section 3.4.1), for large
 * means as a rounded normal deviate.
 */
export function poissonDraw(mean: number, random: () => number): number {
  if (mean > LARGE) {
    const deviate = Math.sqrt(-2 * Math.log1p(-random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * deviate));
  }
  const least = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > least; product *= random()) {
    events++;
  }
  return events;
}
