import * as v from 'valibot';
import type { HardExample, Report, Statement } from '../report/report';
import type { Place } from '../statistics/left-out';

/** An element of an array in a file. */
export interface ElementPlace {
  readonly file: string;
  readonly array: string;
  readonly index: readonly number[];
}

type Role = 'logits' | 'targets';

/** The part of the facts of `label-noise` that says whose labels are in doubt. */
const doubtedSidesSchema = v.object({
  suspects: v.array(v.object({ side: v.picklist(['positives', 'negatives']) })),
});

/** The element of the logits that an example's loss comes from: of a softmax the logit of its target's class. */
export function placeOfExample(report: Report, { file, index, target }: HardExample): ElementPlace | null {
  return placeOfElement(report, file, index, target);
}

/**
 * The element of the logits at an index that has no class axis for a softmax.
 * @param ofClass the class whose logit it is; used for a softmax
 */
export function placeOfElement(
  report: Report,
  file: string,
  index: readonly number[],
  ofClass: number,
): ElementPlace | null {
  const { link, classAxis } = report.interpretation;
  const isWithoutClass = link === 'softmax' && classAxis !== null;
  return placeIn(report, 'logits', file, isWithoutClass ? index.toSpliced(classAxis, 0, ofClass) : index);
}

/** The first element that a finding speaks of; null where it speaks of none in particular. */
export function placeOfFinding(
  report: Report,
  { id, facts }: Pick<Statement, 'id' | 'facts'>,
): ElementPlace | null {
  const { firstNonFiniteLogit, firstNonFiniteTarget, firstInvalidTarget } = report.statistics.leftOut;
  const ofRole = (role: Role, place: Place | null) =>
    place === null ? null : placeIn(report, role, place.file, place.index);
  switch (id) {
    case 'non-finite':
      return ofRole('logits', firstNonFiniteLogit) ?? ofRole('targets', firstNonFiniteTarget);
    case 'not-probabilities':
      return ofRole('logits', firstNonFiniteLogit);
    case 'missing-labels':
      return ofRole('targets', firstNonFiniteTarget);
    case 'targets-out-of-range':
    case 'targets-not-one-hot':
      return ofRole('targets', firstInvalidTarget);
    case 'label-noise': {
      const doubted = v.safeParse(doubtedSidesSchema, facts);
      const [hardest] = (doubted.success ? doubted.output.suspects : [])
        .flatMap(({ side }) => report.hardest[side])
        .sort((one, other) => one.targetProbability - other.targetProbability);
      return hardest === undefined ? null : placeOfExample(report, hardest);
    }
    default:
      return null;
  }
}

/** @param file the logits' file; among several shards, the file that holds the element */
function placeIn(
  { inputs, interpretation }: Report,
  role: Role,
  file: string,
  index: readonly number[],
): ElementPlace | null {
  const ofRole = inputs.filter((input) => input.role === role);
  const found = ofRole.find((input) => input.file === file) ?? (ofRole.length === 1 ? ofRole[0] : undefined);
  if (found === undefined) {
    return null;
  }
  const { classAxis } = interpretation;
  // Class indices have no class axis.
  const isShorter = found.shape.length < index.length && classAxis !== null;
  const own = isShorter ? index.toSpliced(classAxis, 1) : index;
  return own.length === found.shape.length ? { file: found.file, array: found.array, index: own } : null;
}
