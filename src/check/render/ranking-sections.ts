import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { classesByQuality } from '../derive/worst-classes';
import { classesByRecall } from '../derive/worst-recall';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import { rankingRows } from './ranking-measures';
import type { Section } from './section';

/** Most classes and pairs of classes listed; the report as JSON has all. */
const LISTED_WORST = 10;

/** The measures of the ranking, then the classes and confusions that are worst. */
export function rankingSections(report: Report, messages: Messages): Section[] {
  const { header, title } = messages.report.ranking;
  const rows = rankingRows(report, messages);
  if (rows.length === 0) {
    return [];
  }
  return [
    {
      title,
      paragraphs: [],
      table: {
        header: [header.measure, header.value, header.chance, header.standardError],
        rows: rows.map(({ name, value, chance, standardError, bound }) => [
          name,
          bound === null ? value : `${value} ± ${bound}`,
          chance,
          standardError,
        ]),
      },
    },
    ...worstClasses(report, messages),
    ...worstRecall(report, messages),
    ...confusions(report, messages),
  ];
}

function worstClasses(report: Report, messages: Messages): Section[] {
  const { ranking: says, classes } = messages.report;
  const all = report.classes.length > 2 ? classesByQuality(report) : [];
  const listed = all.slice(0, LISTED_WORST);
  const rest = all.length - listed.length;
  if (listed.length === 0) {
    return [];
  }
  return [
    {
      title: messages.figures.classQuality.title,
      paragraphs: rest > 0 ? [says.ofWorst({ listed: listed.length, rest })] : [],
      table: {
        header: [
          classes.header.class,
          classes.header.elements,
          says.meanCrossEntropy,
          says.typicalProbability,
        ],
        rows: listed.map(({ index, count, meanCrossEntropy, typicalProbability }) => [
          classLabel(messages, report.interpretation, index),
          countText(count),
          numberText(meanCrossEntropy),
          numberText(typicalProbability),
        ]),
      },
    },
  ];
}

function worstRecall(report: Report, messages: Messages): Section[] {
  const { ranking: says, classes } = messages.report;
  const { inInterval } = messages.answers;
  const all = classesByRecall(report);
  const listed = all.slice(0, LISTED_WORST);
  const rest = all.length - listed.length;
  if (listed.length === 0) {
    return [];
  }
  return [
    {
      title: messages.figures.classRecall.title,
      paragraphs: rest > 0 ? [says.ofLeastRecall({ listed: listed.length, rest })] : [],
      table: {
        header: [classes.header.class, classes.header.elements, says.recall, says.predicted, says.expected],
        rows: listed.map(
          ({ index, count, recall, low, high, predicted, expected, expectedStandardError }) => [
            classLabel(messages, report.interpretation, index),
            countText(count),
            inInterval({ value: percentText(recall), low: percentText(low), high: percentText(high) }),
            countText(predicted),
            expectedText(expected, expectedStandardError),
          ],
        ),
      },
    },
  ];
}

function expectedText(expected: number | null, standardError: number | null): string {
  const text = numberText(expected);
  return standardError === null || standardError === 0
    ? text
    : `${text} ± ${numberText(Number(standardError.toPrecision(2)))}`;
}

function confusions({ ranking, interpretation }: Report, messages: Messages): Section[] {
  const says = messages.report.ranking;
  const listed = (ranking?.confusions ?? []).slice(0, LISTED_WORST);
  if (listed.length === 0) {
    return [];
  }
  return [
    {
      title: messages.figures.confusions.title,
      paragraphs: [],
      table: {
        header: [says.target, says.takenFor, messages.report.classes.header.elements, says.shareOfTarget],
        rows: listed.map(({ target, predicted, count, share }) => [
          classLabel(messages, interpretation, target),
          classLabel(messages, interpretation, predicted),
          countText(count),
          percentText(share),
        ]),
      },
    },
  ];
}
