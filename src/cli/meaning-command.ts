import type { ClassChanges } from '../calibration/class-changes';
import type { TrainedLoss } from '../calibration/focal-map';
import { checkTable, marksTable } from '../check/answers/meaning-card';
import { isIdentity, type MapCheck } from '../check/derive/map-check';
import { trainedLossOf } from '../check/derive/trained-loss';
import type { Style } from '../check/render/text';
import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { type ScoreMeaning, scoreMeaning } from '../services/score-meaning';
import { answerOutcome } from './answer-outcome';
import { answerTableLines } from './answer-table-lines';
import { given } from './check-options';
import { alphaOfSides, numberInRange } from './number-in-range';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';
import { UsageError } from './usage-error';

const CHANGES = {
  'pos-weight': { type: 'string' },
  'kept-negatives': { type: 'string' },
  'kept-positives': { type: 'string' },
  prevalence: { type: 'string' },
} as const;

const LOSS = {
  alpha: { type: 'string', default: '0.25' },
  gamma: { type: 'string', default: '2' },
  json: { type: 'boolean', default: false },
} as const;

/** `focal-loss meaning`: what scores mean as probabilities; with a file, whether its data bear that out. */
export async function runMeaning(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { own, others } = splitWords(words, Object.keys(CHANGES));
  const changes = changesOf(own);
  const first = others.findIndex((word) => !isNumber(word));
  const numbers = first < 0 ? others : others.slice(0, first);
  const rest = first < 0 ? [] : others.slice(first);
  const scores = numbers.map((text) => numberInRange('score', text, '[0, 1]'));
  const { report, meaning, json } = hasFile(rest)
    ? await meaningOnFile(rest, scores, changes, messages)
    : await meaningAlone(rest, scores, changes);
  const text = (style: Style) => meaningText(meaning, report !== null, messages, style);
  return answerOutcome({ report, document: meaning, text, json, exitCode: 0 }, messages);
}

interface Answered {
  /** Null where the loss is known alone. */
  readonly report: Report | null;
  readonly meaning: ScoreMeaning;
  readonly json: boolean;
}

async function meaningAlone(
  words: readonly string[],
  scores: number[],
  changes: ClassChanges,
): Promise<Answered> {
  const { values } = parseWords(words, LOSS);
  const [alpha, gamma] = [alphaOfSides(values.alpha), numberInRange('gamma', values.gamma, '[0, ∞)')];
  const meaning = await scoreMeaning.run({}, { scores, alpha, gamma, changes });
  return { report: null, meaning, json: values.json };
}

async function meaningOnFile(
  words: readonly string[],
  scores: number[],
  changes: ClassChanges,
  messages: Messages,
): Promise<Answered> {
  const { report, json } = await reportOfWords(words, messages);
  const meaning = await scoreMeaning.run({}, { scores, ...lossOf(report), changes, report });
  return { report, meaning, json };
}

/** @throws UsageError where a sigmoid has an α without a map */
function lossOf({ interpretation, parameters }: Report): TrainedLoss {
  const loss = trainedLossOf(parameters);
  if (loss !== null) {
    return loss;
  }
  if (interpretation.link === 'softmax') {
    // The weights of its classes are in the report.
    return { alpha: null, gamma: parameters.gamma };
  }
  const text = String(parameters.alpha);
  throw new UsageError((says) => says.expectedInRange({ option: 'alpha', text, range: '(0, 1)' }));
}

function changesOf(words: readonly string[]): ClassChanges {
  const { values } = parseWords(words, CHANGES);
  const numberOf = (option: Exclude<keyof typeof CHANGES, 'prevalence'>) => {
    const text = values[option];
    return text === undefined ? undefined : numberInRange(option, text, '(0, ∞)');
  };
  return {
    ...given('positiveWeight', numberOf('pos-weight')),
    ...given('keptNegatives', numberOf('kept-negatives')),
    ...given('keptPositives', numberOf('kept-positives')),
    ...given('prevalence', prevalenceOf(values.prevalence)),
  };
}

/** @throws UsageError unless the text is two shares, that of training and that of use: 0.1:0.01 */
function prevalenceOf(text: string | undefined): ClassChanges['prevalence'] {
  if (text === undefined) {
    return undefined;
  }
  const [training = Number.NaN, use = Number.NaN, ...more] = text.split(':').map(Number);
  const areShares = [training, use].every((share) => share > 0 && share < 1);
  if (!areShares || more.length > 0) {
    throw new UsageError((says) => says.expectedPrevalence({ text }));
  }
  return { training, use };
}

function isNumber(word: string): boolean {
  return word.trim() !== '' && Number.isFinite(Number(word));
}

/** True where a word is neither an option nor its value. */
function hasFile(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const before = words[at - 1] ?? '';
    const isValue = before.startsWith('--') && !before.includes('=') && before !== '--json';
    return !word.startsWith('-') && !isValue;
  });
}

function meaningText(meaning: ScoreMeaning, isOnFile: boolean, messages: Messages, style: Style): string {
  const says = messages.answers.meaning;
  const { scores, marks, check, code, shift } = meaning;
  if (meaning.link === 'softmax') {
    return [says.softmax, '', ...code.slice(0, 1).map((one) => one.code)].join('\n');
  }
  const table = marksTable(scores.length > 0 ? scores : marks, messages);
  return [
    ...answerTableLines({ ...table, caption: says.title(meaning) }, messages, style),
    '',
    isIdentity(meaning, shift) ? says.verdicts.identity : says.assumes,
    ...(isOnFile ? ['', ...(check === null ? [says.noCheck] : checkLines(check, messages, style))] : []),
    '',
  ].join('\n');
}

function checkLines(check: MapCheck, messages: Messages, style: Style): string[] {
  return [
    ...answerTableLines(checkTable(check, messages), messages, style),
    '',
    messages.answers.meaning.verdicts[check.verdict],
  ];
}
