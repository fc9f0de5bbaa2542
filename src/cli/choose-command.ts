import { readFile } from 'node:fs/promises';
import { trainedLossOf } from '../check/derive/trained-loss';
import { MissingArraysError } from '../check/input/select-arrays';
import type { Style } from '../check/render/text';
import { isCoco } from '../labels/coco-labels';
import { jsonIn } from '../labels/json-in';
import { typedCounts } from '../labels/typed-counts';
import type { Messages } from '../messages/messages';
import { type ChooseInput, choose } from '../services/choose';
import { answerOutcome } from './answer-outcome';
import { given } from './check-options';
import { choiceText } from './choice-text';
import { classNamesFor, namesOf } from './class-names';
import { labelHost } from './host';
import { alphaOfSides, numberInRange } from './number-in-range';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';
import { UsageError } from './usage-error';

const LABELS = {
  counts: { type: 'string' },
  column: { type: 'string' },
  array: { type: 'string' },
  names: { type: 'string' },
} as const;
const OWN = { ...LABELS, beta: { type: 'string', default: '0.999' } } as const;
const SHARED = {
  alpha: { type: 'string', default: '0.25' },
  gamma: { type: 'string', default: '2' },
  'ignore-index': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `focal-loss choose`: α, γ and class weights to begin with. Exit code 1 where a class has no examples. */
export async function runChoose(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { own, others } = splitWords(words, Object.keys(OWN));
  const { values } = parseWords(own, OWN);
  const beta = numberInRange('beta', values.beta, '[0, 1)');
  const labels = await labelsIn(values, others);
  const answered = labels ?? (await onLogits(values, others, messages));
  const { json, ...input } = answered;
  const choice = await choose.run(labelHost, { ...input, beta });
  const report = input.source.kind === 'report' ? input.source.report : null;
  const text = (style: Style) => choiceText(choice, messages, style);
  const exitCode = choice.emptyClasses.length > 0 ? 1 : 0;
  return answerOutcome({ report, document: choice, text, json, exitCode }, messages);
}

type LabelOptions = { readonly [Key in keyof typeof LABELS]?: string | undefined };
type Answered = Omit<ChooseInput, 'beta'> & { readonly json: boolean };

/** The labels or counts that the words name; null where they name what a check takes. */
async function labelsIn(own: LabelOptions, others: readonly string[]): Promise<Answered | null> {
  const isNamed = own.column !== undefined || own.array !== undefined;
  const [first] = others;
  const isLabels = first !== undefined && !first.startsWith('-') && (isNamed || (await holdsLabels(first)));
  return own.counts !== undefined || isLabels ? ofLabels(own, others) : null;
}

async function ofLabels(
  { counts, column, array, names }: LabelOptions,
  others: readonly string[],
): Promise<Answered> {
  const { values, positionals } = parseWords(others, SHARED);
  const [path, ...more] = positionals;
  const typed = counts === undefined ? null : typedCounts(counts);
  if (more.length > 0 || (path === undefined) === (typed === null)) {
    throw new UsageError((says) =>
      counts !== undefined && typed === null ? says.expectedCounts({ text: counts }) : says.chooseNeedsSource,
    );
  }
  const labels = {
    ...given('column', column),
    ...given('array', array),
    ...given('ignore', values['ignore-index']),
    ...given('named', names === undefined ? undefined : await namesOf(names)),
  };
  return {
    source:
      typed === null || path !== undefined
        ? { kind: 'labels', path: path ?? '', ...labels }
        : { kind: 'counts', classes: [...typed.classes] },
    alpha: alphaOfSides(values.alpha),
    gamma: numberInRange('gamma', values.gamma, '[0, ∞)'),
    json: values.json,
  };
}

/** A report on logits and targets; the labels alone where there are no logits. */
async function onLogits(own: LabelOptions, others: readonly string[], messages: Messages): Promise<Answered> {
  try {
    const { report, json } = await reportOfWords(others, messages);
    const loss = trainedLossOf(report.parameters) ?? { alpha: null, gamma: report.parameters.gamma };
    const named = await classNamesFor(report, own.names);
    return { source: { kind: 'report', report, named }, ...loss, json };
  } catch (error) {
    if (error instanceof MissingArraysError) {
      return ofLabels(own, others);
    }
    throw error;
  }
}

/** A folder, a table, a mask or COCO annotations; other files may hold logits too. */
async function holdsLabels(path: string): Promise<boolean> {
  if ((await labelHost.list(path)) !== null || /\.(?:csv|tsv|png)$/i.test(path)) {
    return true;
  }
  return path.toLowerCase().endsWith('.json') && isCoco(await documentIn(path));
}

async function documentIn(path: string): Promise<unknown> {
  // The file's reader says what is wrong with it.
  const text = await readFile(path, 'utf8').catch(() => '');
  return jsonIn(text) ?? null;
}
