import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { ExplainedArray, ExplainedLog } from '../report/explanation';
import { titleOf } from './explanation-section';
import type { Section, Table } from './section';

/** Most values of a log in a table. */
const LISTED = 12;
/** Most names of values that have a sentence. */
const MOST_NAMES = 6;

/** The explanation of an array with one value an element. */
export function explainedArraySection(
  { array, compared, matches, nearest }: ExplainedArray,
  messages: Messages,
): Section {
  const { explanations: says } = messages;
  const title = says.arraySection({ array });
  const [first, ...others] = matches;
  if (first === undefined) {
    return {
      title,
      paragraphs: [compared < 4 ? says.arrayTooFew({ compared }) : says.arrayNothing({ compared })],
      ...(nearest.length === 0
        ? {}
        : {
            table: {
              header: [says.header.loss, says.header.agreeing],
              rows: nearest.map((each) => [titleOf(each, messages), percentText(each.agreeing)]),
            },
          }),
    };
  }
  return {
    title,
    paragraphs: [
      says.arrayIs({ compared, title: titleOf(first, messages), difference: first.largestDifference }),
    ],
    ...(others.length === 0
      ? {}
      : {
          table: {
            header: [says.header.loss, says.header.difference],
            rows: matches.map((each) => [titleOf(each, messages), numberText(each.largestDifference)]),
          },
        }),
  };
}

/** The explanations of the values of a log. */
export function explainedLogSection({ file, values, names }: ExplainedLog, messages: Messages): Section {
  const { explanations: says } = messages;
  const explained = values.filter(({ explanation }) => explanation !== null);
  return {
    title: says.logSection({ file }),
    paragraphs: names
      .slice(0, MOST_NAMES)
      .map(({ shared, ...counts }) =>
        shared === null || counts.values === 1
          ? says.logSome(counts)
          : says.logShared({ ...counts, title: titleOf(shared, messages) }),
      ),
    ...(explained.length === 0 ? {} : { table: tableOf(explained, messages) }),
  };
}

function tableOf(explained: ExplainedLog['values'], messages: Messages): Table {
  const { header } = messages.explanations;
  return {
    header: [header.loss, header.value, header.line],
    rows: explained
      .slice(0, LISTED)
      .map(({ explanation, text, line }) => [
        explanation === null ? '' : titleOf(explanation, messages),
        text,
        String(line),
      ]),
  };
}
