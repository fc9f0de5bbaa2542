import { counted, countText } from '../../format/count-text';
import { countedVerb } from '../../format/number-text';
import { type FindingEvidence, type FindingRule, indexText, nameOf } from './evidence';

/** Targets outside the allowed set, indices out of range. */
export const targetsOutOfRange: FindingRule = (evidence) => {
  const { leftOut } = evidence.statistics;
  const outside = leftOut.invalidTargets - leftOut.rowsNotSummingToOne;
  if (outside === 0) {
    return null;
  }
  return {
    id: 'targets-out-of-range',
    severity: 'error',
    title: 'Targets outside the allowed values',
    seen: `${nameOf(evidence, 'targets')} holds ${badValues(evidence)} where ${allowedValues(evidence)} is expected: ${counted(outside, 'element')}, the first ${placeText(evidence)}. Left out of every sum.`,
    means:
      'PyTorch stops with an index error, on a GPU with a device-side assert; a binary loss becomes negative without a word.',
    fix: repair(evidence),
  };
};

/** One-hot or soft rows that do not sum to one. */
export const targetsNotOneHot: FindingRule = (evidence) => {
  const rows = evidence.statistics.leftOut.rowsNotSummingToOne;
  if (rows === 0) {
    return null;
  }
  return {
    id: 'targets-not-one-hot',
    severity: 'error',
    title: 'Targets of an example that do not sum to one',
    seen: `In ${nameOf(evidence, 'targets')} ${countedVerb(rows, 'row', ['sums', 'sum'])} to something else than 1, such as ${badValues(evidence)}; the first ${placeText(evidence)}. Left out of every sum.`,
    means:
      'A softmax loss has no meaning for an example with two classes; for one with none it is zero, without a word.',
    fix: 'If an example may have several classes or none, use a sigmoid loss; otherwise repair the encoding.',
  };
};

/** The remedy for labels in a usual form that this loss does not accept. */
function repair({ interpretation, statistics, classes }: FindingEvidence): string {
  const values = statistics.leftOut.invalidValues.map(([value]) => value);
  const [only] = values;
  if (values.length === 1 && interpretation.targets === 'index') {
    const countsFromOne = only === interpretation.classes && classes[0]?.count === 0;
    if (countsFromOne) {
      return 'The labels count from 1: subtract 1 from each.';
    }
  } else if (values.length === 1 && only === -1) {
    return 'If the targets are −1 and 1, give the loss (targets + 1) / 2; if −1 means "leave this out", name it as the ignore index.';
  } else if (values.length === 1 && only === 255) {
    return 'If the targets are a mask of 0 and 255, give the loss targets > 0; if 255 means "leave this out", name it as the ignore index.';
  }
  return 'Repair the labels, or name the value as the ignore index if it means "leave this out".';
}

function badValues({ statistics }: FindingEvidence): string {
  const values = statistics.leftOut.invalidValues.slice(0, 5).map(([value]) => Number(value.toPrecision(6)));
  return values.map((value) => String(value).replace('-', '−')).join(', ');
}

function placeText({ statistics }: FindingEvidence): string {
  const place = statistics.leftOut.firstInvalidTarget;
  return place === null ? '' : `beside logit ${indexText(place.index)} of ${place.file}`;
}

function allowedValues({ interpretation }: FindingEvidence): string {
  if (interpretation.targets === 'soft') {
    return 'a value from 0 to 1';
  }
  if (interpretation.targets !== 'index') {
    return '0 or 1';
  }
  const classes = interpretation.classes ?? 0;
  const range = `a class from 0 to ${countText(classes - 1)}`;
  return interpretation.link === 'softmax' ? range : `${range}, or ${countText(classes)} for the background,`;
}
