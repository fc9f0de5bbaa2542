/*
 * Label smoothing (Szegedy et al. 2016, section 7): a target keeps 1 − ε of itself and shares ε evenly between all K
 * classes, y' = y (1 − ε) + ε / K, as torch.nn.functional.cross_entropy and Keras do it. ε is in [0, 1].
 */

/** Smooths a distribution over K classes in place. */
export function smoothDistribution(targets: Float64Array, smoothing: number): Float64Array {
  if (smoothing === 0) {
    return targets;
  }
  const share = smoothing / targets.length;
  for (let k = 0; k < targets.length; k++) {
    targets[k] = (targets[k] ?? Number.NaN) * (1 - smoothing) + share;
  }
  return targets;
}

/**
 * A one-hot distribution over K classes, smoothed.
 * @param targetClass in [0, K)
 */
export function smoothedOneHot(targetClass: number, classes: number, smoothing = 0): Float64Array {
  const targets = new Float64Array(classes);
  targets[targetClass] = 1;
  return smoothDistribution(targets, smoothing);
}
