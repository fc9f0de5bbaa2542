import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import { counted } from './words';

/** The classes of a report, one by one: the page of the panel, and the command line. */
export const classes = {
  title: 'Classes',
  header: {
    class: 'class',
    count: 'examples',
    focalShare: 'of FL',
    gradientShare: 'of |gradient|',
    averagePrecision: 'average precision',
    calibrationError: 'calibration error',
    recall: 'recall',
    confusedWith: 'most taken for',
    threshold: 'threshold',
    f1: 'F1 there',
  },
  confusion: ({ name, share }: { name: string; share: string }) => `${name} (${share})`,
  summary: ({ classes, positives }: { classes: number; positives: number }) =>
    `${counted(classes, 'class', 'classes')} with ${counted(positives, 'example')}.`,
  frequencies: { many: 'many', medium: 'medium', few: 'few', none: 'none' },
  frequencyLimits: ({ many, few }: { many: number; few: number }) =>
    `Many are more than ${many} examples, few are fewer than ${few}.`,
  frequency: ({ name, classes, meanPrecision }: FrequencyFacts) =>
    `${name}: ${counted(classes, 'class', 'classes')}${meanPrecision === null ? '' : `, mean average precision ${numberText(meanPrecision)}`}`,
  labelsPerRow: ({ rows, withoutLabel, mean }: { rows: number; withoutLabel: number; mean: number }) =>
    `${countText(withoutLabel)} of ${counted(rows, 'row')} (${percentText(rows === 0 ? null : withoutLabel / rows)}) have no label; a row has ${numberText(mean)} on average.`,
  allRows: ({ rows }: { rows: number }) =>
    `Average precision, calibration error and threshold: of all ${counted(rows, 'row')}.`,
  sampled: ({ rows, ofRows }: { rows: number; ofRows: number }) =>
    `Average precision, calibration error and threshold: of ${countText(rows)} of ${counted(ofRows, 'row')}, taken from all over the data.`,
  how: 'Intervals are of 95 %. A threshold is that of the best F1 of its class alone, chosen on these data: confirm it on others.',
  oneAgainstRest:
    'Each class of the softmax is set against all others by its own probability; thresholds are of that.',
  named: ({ file }: { file: string }) => `Names from ${file}.`,
  misnamed: ({ file, names, classes }: { file: string; names: number; classes: number }) =>
    `${file} has ${counted(names, 'name')} for ${counted(classes, 'class', 'classes')}.`,
  report: 'Report',
  views: 'Parts of the report',
  search: 'Search classes',
  searchPlaceholder: 'Name or number',
  group: 'Group',
  allGroups: ({ classes }: { classes: number }) => `all (${countText(classes)})`,
  ofGroup: ({ name, classes }: { name: string; classes: number }) => `${name} (${countText(classes)})`,
  sortBy: ({ column }: { column: string }) => `Sort by ${column}`,
  shownOf: ({ from, to, all }: { from: number; to: number; all: number }) =>
    all === 0
      ? 'No class fits.'
      : `${countText(from)} to ${countText(to)} of ${counted(all, 'class', 'classes')}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  countAllRows: ({ rows }: { rows: number }) => `Count all ${counted(rows, 'row')}`,
  chooseNames: 'Choose a file of names…',
  copyThresholds: 'Copy thresholds',
  copyThresholdsOf: 'Copy the thresholds as a dictionary by class',
  copyCsv: 'Copy CSV',
  saveCsv: 'Save CSV',
  saveJson: 'Save JSON',
  showClass: ({ name }: { name: string }) => `Show ${name}`,
  others: ({ classes }: { classes: number }) =>
    `${counted(classes, 'more class', 'more classes')} with few examples and little loss are not listed.`,
  missed: ({ name }: { name: string }) => `Examples of ${name} with the largest cross-entropy`,
  falseAlarms: ({ name }: { name: string }) => `Other examples that look most like ${name}`,
  probabilityOf: ({ name }: { name: string }) => `probability of ${name}`,
  histogram: ({ name }: { name: string }) => `Scores of ${name}`,
  histogramCaption: ({ scores }: { scores: number }) =>
    `The logit of each of ${counted(scores, 'score')}; the dashed line is the threshold of the best F1.`,
  reliability: ({ name }: { name: string }) => `Reliability of the probabilities of ${name}`,
  logit: 'logit',
  from: 'from logit',
  to: 'to logit',
  ofClass: 'of the class',
  ofOthers: 'others',
  none: 'There are no classes to list: that takes a class axis and hard targets.',
};

interface FrequencyFacts {
  name: string;
  classes: number;
  meanPrecision: number | null;
}
