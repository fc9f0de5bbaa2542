import { indexOfValue } from '../layout';
import { type FindingEvidence, type FindingRule, grouped, indexText, nameOf, shapeOf } from './evidence';

/** Targets outside the allowed set, indices out of range, one-hot rows that do not sum to one. */
export const invalidTargets: FindingRule = (evidence) => {
  const { counts, statistics, interpreted } = evidence;
  const first = statistics.leftOut.firstInvalidTarget;
  if (counts.invalidTargets === 0 || first === null) return null;
  const place = indexText(
    indexOfValue(shapeOf(evidence, 'logits'), interpreted.layout, first.row, first.channel),
  );
  const values = [...statistics.leftOut.invalidValues.keys()]
    .slice(0, 5)
    .map((value) => Number(value.toPrecision(6)));
  const rowSums = statistics.leftOut.rowsNotSummingToOne > 0;
  return {
    id: rowSums ? 'targets-not-one-hot' : 'targets-out-of-range',
    severity: 'error',
    title: rowSums ? 'One-hot targets that do not sum to one' : 'Targets outside the allowed values',
    seen: rowSums
      ? `${grouped(statistics.leftOut.rowsNotSummingToOne)} rows of ${nameOf(evidence, 'targets')} sum to something else than 1, such as ${values.join(', ')}; the first belongs to logit ${place}.`
      : `${nameOf(evidence, 'targets')} holds ${values.join(', ')} where ${allowedValues(evidence)} is expected: ${grouped(counts.invalidTargets)} elements, the first at logit ${place}. They were left out.`,
    means: rowSums
      ? 'An example with two classes or none makes the softmax loss meaningless for it; with none it is zero, silently.'
      : 'PyTorch stops with an index error, or on a GPU with a device-side assert; a binary loss silently becomes negative.',
    fix: rowSums
      ? 'If an example may have several classes or none, use a sigmoid loss; otherwise repair the encoding.'
      : 'Repair the labels, or name the value as ignore index if it means "leave this out".',
  };
};

function allowedValues({ interpretation }: FindingEvidence): string {
  if (interpretation.targets === 'soft') return 'a value from 0 to 1';
  if (interpretation.targets !== 'index') return '0 or 1';
  const classes = interpretation.classes ?? 0;
  return interpretation.link === 'softmax'
    ? `a class from 0 to ${classes - 1}`
    : `a class from 0 to ${classes - 1}, or ${classes} for the background`;
}
