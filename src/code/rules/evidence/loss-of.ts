import { EQUAL, type Measure } from '../../verdict/measure';
import type { Example } from '../../verdict/probes';
import type { ProbeSettings } from '../../verdict/settings';

/** The loss of a batch of equal examples under settings of every kind; null if it raises or is not finite. */
export function lossOf(measure: Measure, example: Example, settings: ProbeSettings): number | null {
  const loss = measure.total(new Array<Example>(EQUAL).fill(example), settings)?.loss ?? Number.NaN;
  return Number.isFinite(loss) ? loss : null;
}
