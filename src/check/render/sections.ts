import { countText } from '../../format/count-text';
import { alphaText, numberText, percentText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import { givenLossText } from '../report/loss-names';
import type { HardExample, Losses, Report } from '../report/report';

type ScaledCalibration = NonNullable<NonNullable<Report['calibration']>['scaled']>;

/** A part of the report in words and a table, the same for terminal, Markdown and HTML. */
export interface Section {
  readonly id: 'inputs' | 'reading' | 'losses' | 'negatives' | 'classes' | 'calibration' | 'hardest';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table?: Table;
}

export interface Table {
  readonly header: readonly string[];
  /** The first column is text, the others are numbers. */
  readonly rows: readonly (readonly string[])[];
}

/** Most classes and examples listed; the report as JSON has all. */
const LISTED_CLASSES = 40;
const LISTED_EXAMPLES = 5;

export function sectionsOf(report: Report): Section[] {
  return [
    inputs(report),
    reading(report),
    losses(report),
    ...(report.counts.negatives > 0 ? [easyNegatives(report)] : []),
    ...(report.classes.length > 2 ? [classes(report)] : []),
    ...calibration(report),
    ...hardest(report),
  ];
}

function inputs({ inputs }: Report): Section {
  return {
    id: 'inputs',
    title: 'Inputs',
    paragraphs: [],
    table: {
      header: ['role', 'file', 'array', 'shape', 'type'],
      rows: inputs.map(({ role, file, array, shape, dtype }) => [role, file, array, shapeText(shape), dtype]),
    },
  };
}

const INPUT_NAMES: Readonly<Record<Report['interpretation']['input'], string>> = {
  logits: 'logits',
  probabilities: 'probabilities',
  'squashed-twice': 'probabilities that were squashed once more',
};

function reading({ interpretation, counts }: Report): Section {
  const left = [
    counts.ignored > 0 ? `${countText(counts.ignored)} ignored` : null,
    counts.nonFinite > 0 ? `${countText(counts.nonFinite)} not finite` : null,
    counts.invalidTargets > 0 ? `${countText(counts.invalidTargets)} with an invalid target` : null,
  ].filter((part) => part !== null);
  const leftOut = left.length > 0 ? `; left out: ${left.join(', ')}` : '';
  return {
    id: 'reading',
    title: `Read as ${INPUT_NAMES[interpretation.input]}, ${interpretation.link}, ${interpretation.targets} targets`,
    paragraphs: [
      ...interpretation.why,
      `${countText(counts.elements)} elements: ${countText(counts.positives)} positives, ${countText(counts.negatives)} negatives${leftOut}.`,
    ],
  };
}

const LOSS_NAMES: readonly (readonly [keyof Losses, string])[] = [
  ['crossEntropy', 'cross-entropy'],
  ['alphaBalancedCrossEntropy', 'α-balanced cross-entropy'],
  ['focal', 'focal loss'],
  ['focalStar', 'FL*'],
];

function losses({ losses, parameters, givenLoss, estimate }: Report): Section {
  const given = givenLoss === null ? null : givenLossText(givenLoss);
  return {
    id: 'losses',
    title: `Losses with α = ${alphaText(parameters.alpha)}, γ = ${parameters.gamma}`,
    paragraphs: [
      ...(estimate === null
        ? []
        : [`Estimated from histograms, to ${numberText(estimate.relativeError)} of each loss.`]),
      ...(given === null ? [] : [given]),
    ],
    table: {
      header: ['loss', 'sum', 'mean over those not left out', 'mean over all', 'mean over positives'],
      rows: LOSS_NAMES.map(([key, name]) => {
        const { sum, mean, meanOverAll, meanOverPositives } = losses[key];
        return [name, ...[sum, mean, meanOverAll, meanOverPositives].map(numberText)];
      }),
    },
  };
}

function easyNegatives({ distribution }: Report): Section {
  const { count, share, threshold, crossEntropyShare, focalShare } = distribution.easyNegatives;
  return {
    id: 'negatives',
    title: 'Easy negatives',
    paragraphs: [
      `${countText(count)} negatives with p_t ≥ ${threshold} are ${percentText(share)} of the elements; they carry ${percentText(crossEntropyShare)} of the cross-entropy and ${percentText(focalShare)} of the focal loss.`,
    ],
  };
}

function classes({ classes }: Report): Section {
  const listed = [...classes].sort((one, other) => other.count - one.count).slice(0, LISTED_CLASSES);
  const rest = classes.length - listed.length;
  return {
    id: 'classes',
    title: 'Classes',
    paragraphs:
      rest > 0
        ? [`The ${LISTED_CLASSES} most frequent; ${countText(rest)} more are in the JSON report.`]
        : [],
    table: {
      header: ['class', 'elements', 'cross-entropy', 'focal loss', 'gradient'],
      rows: listed.map(({ label, count, crossEntropyShare, focalShare, gradientShare }) => [
        label,
        countText(count),
        percentText(crossEntropyShare),
        percentText(focalShare),
        percentText(gradientShare),
      ]),
    },
  };
}

function calibration({ calibration }: Report): Section[] {
  if (calibration === null) {
    return [];
  }
  const { expectedCalibrationError, temperature, temperatureStandardError, scaled, withoutTemperature } =
    calibration;
  const error = `Expected calibration error ${percentText(expectedCalibrationError)}`;
  const after =
    temperature === null || scaled === null
      ? 'no temperature was fitted'
      : `best temperature ${temperatureText(temperature, temperatureStandardError)}, which leaves ${scaledErrorText(scaled)}`;
  return [
    {
      id: 'calibration',
      title: 'Calibration',
      paragraphs: [`${error}; ${after}.`, ...(withoutTemperature === null ? [] : [withoutTemperature])],
    },
  ];
}

function temperatureText(temperature: number, standardError: number | null): string {
  const text = numberText(temperature);
  return standardError === null || standardError === 0 ? text : `${text} ± ${numberText(standardError)}`;
}

function scaledErrorText({ expectedCalibrationError, standardError }: ScaledCalibration): string {
  const error = percentText(expectedCalibrationError);
  return standardError === 0 ? error : `${error} (an estimate, standard error ${percentText(standardError)})`;
}

function hardest({ hardest }: Report): Section[] {
  const row = (side: string) => (example: HardExample) => [
    `[${example.index.join(', ')}]`,
    side,
    numberText(example.target),
    numberText(example.targetProbability),
    numberText(example.crossEntropy),
  ];
  const rows = [
    ...hardest.positives.slice(0, LISTED_EXAMPLES).map(row('positive')),
    ...hardest.negatives.slice(0, LISTED_EXAMPLES).map(row('negative')),
  ];
  if (rows.length === 0) {
    return [];
  }
  return [
    {
      id: 'hardest',
      title: 'Hardest examples',
      paragraphs: [],
      table: { header: ['index', 'side', 'target', 'p_t', 'cross-entropy'], rows },
    },
  ];
}
