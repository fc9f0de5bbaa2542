import { readGamma } from './gamma';
import { isClose, Measure } from './measure';
import { mixedExamples, PIXELS } from './probes';
import { isSeparable, readReduction } from './reduction';

/**
 * The loss with its examples as the pixels of one image, where it takes images, keeps them apart, and mixes the pixels of each: what it
 * averages too early shows there alone. Any other loss as it is.
 */
export function amongPixels(measure: Measure): Measure {
  const { layout, plan, runner } = measure;
  // The loss of an overlap has no factor of an example that could be averaged too early.
  if (layout.name !== 'image' || readGamma(measure).base !== '1-p_t') {
    return measure;
  }
  const pixels = new Measure(runner, plan, PIXELS);
  const examples = mixedExamples(layout.width, 6);
  const [one, other] = [measure, pixels].map((each) => each.total(examples, {})?.loss ?? Number.NaN);
  if (isClose(one ?? 0, other ?? 0, 1e-6)) {
    return measure;
  }
  const [ofImages, ofPixels] = [measure, pixels].map((each) => isSeparable(each, readReduction(each), {}));
  return ofImages === true && ofPixels === false ? pixels : measure;
}
