import { squashedInStatement } from '../fixes/building/squashed-once';
import { placeOfGamma } from './evidence/parameter';
import { logarithmOfInput, rawTargetOf, takesLogitForPt } from './evidence/raw-logits';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** Matches a layer that hands probabilities to the loss. */
const SQUASHING_LAYER = /\bactivation\s*[:=]\s*["'](?:softmax|sigmoid)["']/;

/** A raw logit serves as p_t. Where its logarithm is taken too, that is the fault to begin with. */
export const ptFromLogits: Rule<'pt-from-logits'> = {
  id: 'pt-from-logits',
  severity: 'error',
  leadsTo: ['sign-error', 'wrong-pt-for-negatives'],
  inLoss: (loss) => {
    const { measure, verdict, file } = loss;
    // What a network of the file squashes is no raw logit, whatever the cross-entropy takes it for.
    const isSquashed = SQUASHING_LAYER.test(file.text);
    if (!measure || isSquashed || !takesLogitForPt(loss) || logarithmOfInput(measure)) {
      return [];
    }
    const examples = tracedExamples(measure);
    const raw = examples.map(rawTargetOf);
    const first = arraysOf(measure, examples).find((array) => holds(array, raw));
    return [{ facts: {}, at: placeOfArray(first) ?? placeOfGamma(verdict) }];
  },
  fixInLoss: (loss, at) =>
    squashedInStatement(loss, at).map((edits) => ({
      title: 'squash-for-pt' as const,
      edits,
      changes: { input: 'logits' as const },
    })),
};
