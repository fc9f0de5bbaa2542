import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import { indexText } from '../../messages/facts';
import type { Messages } from '../../messages/messages';
import { reasonText } from '../../messages/reason';
import { worthlessText } from '../answers/unmatched-targets';
import { kindOfNotFinite } from '../derive/not-finite';
import { classLabel } from '../report/class-label';
import type { HardExample, Report } from '../report/report';
import { crossCheckSection } from './cross-check-section';
import { evaluationSection } from './evaluation-section';
import { explainedArraySection, explainedLogSection } from './explained-files';
import { explanationSection } from './explanation-section';
import { rankingSections } from './ranking-sections';
import type { Section } from './section';

/** Most classes and examples listed; the report as JSON has all. */
const LISTED_CLASSES = 40;
const LISTED_EXAMPLES = 5;

export function sectionsOf(report: Report, messages: Messages): Section[] {
  const reason = worthlessText(report, messages);
  const computed = [
    ...rankingSections(report, messages),
    losses(report, messages),
    ...(report.counts.negatives > 0 ? [easyNegatives(report, messages)] : []),
    ...(report.classes.length > 2 ? [classes(report, messages)] : []),
    ...calibration(report, messages),
    ...hardest(report, messages),
    ...(report.code === undefined ? [] : [evaluationSection(report.code, messages)]),
    ...(report.crossCheck === null ? [] : [crossCheckSection(report.crossCheck, messages)]),
    ...(report.printedLoss === undefined ? [] : [explanationSection(report, report.printedLoss, messages)]),
    ...(report.explainedArray === undefined ? [] : [explainedArraySection(report.explainedArray, messages)]),
    ...(report.explainedLog === undefined ? [] : [explainedLogSection(report.explainedLog, messages)]),
  ];
  return [
    inputs(report, messages),
    reading(report, messages),
    // Said once, before the first of the numbers that would mislead.
    ...computed.map((section, at) =>
      reason === null || at > 0 ? section : { ...section, paragraphs: [reason, ...section.paragraphs] },
    ),
  ];
}

function inputs({ inputs }: Report, { report: { inputs: says } }: Messages): Section {
  const { header, roles } = says;
  return {
    title: says.title,
    paragraphs: [],
    table: {
      header: [header.role, header.file, header.array, header.shape, header.type],
      rows: inputs.map(({ role, file, array, shape, dtype }) => [
        roles[role],
        file,
        array,
        shapeText(shape),
        dtype,
      ]),
    },
  };
}

function reading({ interpretation, counts, statistics }: Report, messages: Messages): Section {
  const says = messages.report.reading;
  const leftOut = counts.ignored + counts.nonFinite + counts.invalidTargets;
  return {
    title: says.title(interpretation),
    paragraphs: [
      ...interpretation.why.map((english, at) =>
        reasonText(messages.reasons, interpretation.whyFacts?.[at], english),
      ),
      says.elements(counts),
      ...(leftOut > 0 ? [says.leftOut({ ...counts, notFinite: kindOfNotFinite(statistics) })] : []),
    ],
  };
}

function losses({ losses, parameters, givenLoss, estimate }: Report, messages: Messages): Section {
  const says = messages.report.losses;
  const { names, reductions, reduced } = messages.losses;
  const listed = ['crossEntropy', 'alphaBalancedCrossEntropy', 'focal', 'focalStar'] as const;
  const columns = ['sum', 'mean', 'meanOverAll', 'meanOverPositives'] as const;
  const { loss = null, reduction = null } = givenLoss ?? {};
  return {
    title: says.title(parameters),
    paragraphs: [
      ...(estimate === null ? [] : [says.estimated(estimate)]),
      ...(givenLoss === null || loss === null || reduction === null
        ? []
        : [says.given({ ...givenLoss, reduced: reduced({ loss, reduction }) })]),
    ],
    table: {
      header: [says.header.loss, ...columns.map((column) => reductions[column])],
      rows: listed.map((key) => [names[key], ...columns.map((column) => numberText(losses[key][column]))]),
    },
  };
}

function easyNegatives({ distribution }: Report, { report: { negatives: says } }: Messages): Section {
  return { title: says.title, paragraphs: [says.shares(distribution.easyNegatives)] };
}

function classes({ classes, interpretation }: Report, messages: Messages): Section {
  const { header, title, most } = messages.report.classes;
  const { names } = messages.losses;
  const listed = [...classes].sort((one, other) => other.count - one.count).slice(0, LISTED_CLASSES);
  const rest = Math.max(classes.length, interpretation.classes ?? 0) - listed.length;
  return {
    title,
    paragraphs: rest > 0 ? [most({ listed: LISTED_CLASSES, rest })] : [],
    table: {
      header: [header.class, header.elements, names.crossEntropy, names.focal, header.gradient],
      rows: listed.map(({ index, count, crossEntropyShare, focalShare, gradientShare }) => [
        classLabel(messages, interpretation, index),
        countText(count),
        percentText(crossEntropyShare),
        percentText(focalShare),
        percentText(gradientShare),
      ]),
    },
  };
}

function calibration(
  { calibration }: Report,
  { report: { calibration: says }, reasons }: Messages,
): Section[] {
  if (calibration === null) {
    return [];
  }
  const { expectedCalibrationError, temperature, temperatureStandardError, scaled } = calibration;
  const { withoutTemperature, withoutTemperatureFacts } = calibration;
  return [
    {
      title: says.title,
      paragraphs: [
        says.error({ error: expectedCalibrationError }),
        ...(temperature === null || scaled === null
          ? []
          : [
              says.scaled({
                temperature,
                error: scaled.expectedCalibrationError,
                temperatureStandardError,
                standardError: scaled.standardError,
              }),
            ]),
        ...(withoutTemperature === null
          ? []
          : [reasonText(reasons, withoutTemperatureFacts, withoutTemperature)]),
      ],
    },
  ];
}

function hardest({ hardest }: Report, messages: Messages): Section[] {
  const { header, title } = messages.report.hardest;
  const { positive, negative } = messages.report.classes;
  const { names } = messages.losses;
  const hasIds = [...hardest.positives, ...hardest.negatives].some(({ id }) => id !== undefined);
  const row = (side: string) => (example: HardExample) => [
    indexText(example.index),
    ...(hasIds ? [example.id ?? ''] : []),
    side,
    numberText(example.target),
    numberText(example.targetProbability),
    numberText(example.crossEntropy),
  ];
  const rows = [
    ...hardest.positives.slice(0, LISTED_EXAMPLES).map(row(positive)),
    ...hardest.negatives.slice(0, LISTED_EXAMPLES).map(row(negative)),
  ];
  if (rows.length === 0) {
    return [];
  }
  return [
    {
      title,
      paragraphs: [],
      table: {
        header: [
          header.index,
          ...(hasIds ? [header.id] : []),
          header.side,
          header.target,
          header.p_t,
          names.crossEntropy,
        ],
        rows,
      },
    },
  ];
}
