import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import type { NamedArray } from '../../facts';
import { mappingTexts, movedClasses } from '../../renumbering';
import { beginning, counted } from '../words';

/** The finding about predictions and targets that do not belong together. */
export const pairingFindings = {
  'unmatched-targets': {
    title: ({ repair, unrelated = null }: PairingFacts) =>
      repair !== null
        ? repairTitle(repair.how)
        : unrelated === null
          ? 'The targets are not those of these rows'
          : `${beginningWithCapital(runText(unrelated, unrelated.rows))}, the targets are not those of these rows`,
    seen: ({ logits, targets, measure, asGiven, repair, claimed, unrelated = null }: PairingFacts) => {
      if (unrelated !== null) {
        const { agreement, others } = unrelated;
        return `${MEASURES[measure]} of "${logits.array}" with "${targets.array}" is ${agreementText(measure, agreement)} ${runText(unrelated, unrelated.rows)}, and ${agreementText(measure, others)} in the other rows; unrelated targets give ${agreementText(measure, { value: agreement.chance })} ± ${agreementText(measure, { value: agreement.standardError })}.`;
      }
      const is = `${MEASURES[measure]} of "${logits.array}" with "${targets.array}" is ${agreementText(measure, asGiven)}; unrelated targets give ${agreementText(measure, { value: asGiven.chance })} ± ${agreementText(measure, { value: asGiven.standardError })}, and ${countText(asGiven.count)} were compared.`;
      if (repair !== null) {
        return `${is} ${repairText(repair.how)} it is ${agreementText(measure, repair.agreement)}.`;
      }
      return claimed === null
        ? is
        : `${is} The probabilities claim ${CLAIMS[measure]} of ${agreementText(measure, { value: claimed })}.`;
    },
    means: ({ repair, unrelated = null }: PairingFacts) =>
      unrelated !== null
        ? 'The predictions of these rows know nothing of their targets. The loss and the calibration of all rows together then say little of the model; only if the pairs are right has it learned nothing that holds for this part.'
        : repair === null
          ? 'The predictions are sure and know nothing of these targets. No loss and no calibration computed from such pairs says anything of the model; only if the pairs are right has it learned nothing that holds for these rows.'
          : 'The model is better than these numbers: the loss, the calibration and all advice computed from such pairs say nothing of it. A training on such pairs learns nothing or the opposite.',
    fix: ({ logits, isNamedAsInput, repair }: PairingFacts) =>
      repair === null
        ? `${isNamedAsInput ? `"${logits.array}" is a usual name of what a model is given: if it holds features, check what the model answers to them instead. ` : ''}Save logits and targets of one batch in the same step, without shuffling in between (shuffle=False, no second pass over the loader), and compare the order of the file lists and the mapping of class names.`
        : repairFix(repair.how),
  },
};

export interface PairingFacts {
  logits: NamedArray;
  targets: NamedArray;
  /** True for a usual name of what a model is given, such as `x`; absent from reports of earlier versions. */
  isNamedAsInput?: boolean;
  /** `areaOfLabels` is the area within the labels, `areaOfClasses` that of each class against the others. */
  measure: 'accuracy' | 'area' | 'areaOfLabels' | 'areaOfClasses';
  asGiven: AgreementFacts;
  /** The change that makes them agree, where one does. */
  repair: { how: RepairFacts; agreement: AgreementFacts } | null;
  /** The agreement that the probabilities claim; null where it is hardly more than chance. */
  claimed: number | null;
  /** The part of the rows that agrees by chance; absent from reports of earlier versions. */
  unrelated?: (RowRun & { rows: number; agreement: AgreementFacts; others: AgreementFacts }) | null;
}

interface RowRun {
  from: number;
  /** The first row that is no longer one of them. */
  until: number;
}

interface AgreementFacts {
  value: number;
  chance: number;
  standardError: number;
  count: number;
}

export type RepairFacts =
  | { kind: 'shifted' | 'offset'; by: number }
  | { kind: 'reversed' | 'inverted' | 'negated' }
  | { kind: 'moved'; rows: number; runs: readonly (RowRun & { by: number })[] }
  | { kind: 'permuted'; classes: readonly number[] }
  | { kind: 'flattened'; places: number };

const MEASURES = {
  accuracy: 'The accuracy',
  area: 'The ROC AUC',
  areaOfLabels: 'The ROC AUC within each label',
  areaOfClasses: 'The ROC AUC of each class against the others',
};
const CLAIMS = {
  accuracy: 'an accuracy',
  area: 'an area',
  areaOfLabels: 'an area',
  areaOfClasses: 'an area',
};

function agreementText(measure: PairingFacts['measure'], { value }: { value: number }): string {
  return measure === 'accuracy' ? percentText(value) : numberText(value);
}

function repairTitle(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return `The targets stand one row too ${how.by > 0 ? 'late' : 'early'}`;
    case 'moved': {
      const [first, ...others] = how.runs;
      return first === undefined || others.length > 0
        ? 'Parts of the targets are in another order'
        : `${beginningWithCapital(runText(first, how.rows))}, the targets stand ${counted(Math.abs(first.by), 'row')} too ${first.by > 0 ? 'late' : 'early'}`;
    }
    case 'reversed':
      return 'The targets are in reverse order';
    case 'offset':
      return `The class indices are one too ${how.by > 0 ? 'small' : 'large'}`;
    case 'permuted':
      return how.classes.length === 2
        ? 'The two classes are swapped'
        : movedClasses(how.classes).length === 2
          ? 'Two classes are swapped'
          : 'The classes are numbered differently';
    case 'flattened':
      return 'The class axis was flattened without being moved';
    case 'inverted':
      return 'Labels or scores are the wrong way round';
    case 'negated':
      return 'The scores have the wrong sign';
  }
}

/** Goes on with "it is" and the agreement. */
function repairText(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return `With the target of the ${how.by > 0 ? 'next' : 'previous'} row`;
    case 'moved':
      return how.runs.length === 1
        ? 'With the targets of these rows moved back'
        : `With ${beginning(how.runs.map(({ from, until, by }) => `rows ${countText(from)} to ${countText(until - 1)} beside targets ${countText(from + by)} to ${countText(until - 1 + by)}`))}`;
    case 'reversed':
      return 'With the targets in reverse order';
    case 'offset':
      return `With ${how.by > 0 ? '1 added to' : '1 subtracted from'} each target`;
    case 'permuted':
      return `With predicted class → target ${beginning(mappingTexts(how.classes))}`;
    case 'flattened':
      return `With scores read as blocks of (classes, ${countText(how.places)})`;
    case 'inverted':
      return 'With 1 − target for each target';
    case 'negated':
      return 'With the least score of each row instead of the largest';
  }
}

function repairFix(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return how.by > 0
        ? 'Pair logits[:-1] with targets[1:], and find the step that puts one row too many before the targets, or drops one of the logits: a header line, a first batch, a window that ends one step later.'
        : 'Pair logits[1:] with targets[:-1], and find the step that drops the first target, or puts one row too many before the logits: a header line, a first batch, a window that ends one step later.';
    case 'moved':
      return how.runs.length === 1
        ? 'Save logits and targets of a batch in the same step, and find the step that drops or doubles rows near the first of these: a batch that failed, a file that could not be read, one line too many.'
        : 'Join the parts of both sides in the same order: sort the names of their files as numbers (part2 before part10), and compare how many rows each has.';
    case 'reversed':
      return 'Take targets[::-1], and find the step that reversed one of the two.';
    case 'offset':
      return `Take targets ${how.by > 0 ? '+ 1' : '- 1'}, and find out which side counts a background class, or counts from one.`;
    case 'permuted':
      return 'Use one mapping of names to class indices (class_to_idx, label encoder) for training and for these targets.';
    case 'flattened':
      return `Move the class axis to the end before flattening: x.reshape(-1, classes, ${how.places}).swapaxes(1, 2).reshape(-1, classes), or movedim(1, -1) before reshape.`;
    case 'inverted':
      return 'Check which class is the positive one: take the other column of the two (predict_proba(X)[:, 1]), −logits, or 1 - targets.';
    case 'negated':
      return 'Take −scores: negative log-probabilities, distances and costs are small where the class is likely.';
  }
}

/** Where a run of rows lies, as a part of a sentence. */
function runText({ from, until }: RowRun, rows: number): string {
  if (until === rows) {
    return from === 0 ? 'in all rows' : `from about row ${countText(from)} on`;
  }
  return from === 0
    ? `up to about row ${countText(until - 1)}`
    : `from about row ${countText(from)} to ${countText(until - 1)}`;
}

function beginningWithCapital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
