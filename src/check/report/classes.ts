import * as v from 'valibot';
import { count, share } from './primitives';

export const classSchema = v.object({
  /** Index on the class axis; for one sigmoid 0 is the negative and 1 the positive class. */
  index: count,
  label: v.string(),
  /** Elements whose target is this class. */
  count,
  /** Share of the cross-entropy, of the focal loss (with α) and of the focal loss's gradient. */
  crossEntropyShare: share,
  focalShare: share,
  gradientShare: share,
});

export type ClassReport = v.InferOutput<typeof classSchema>;
