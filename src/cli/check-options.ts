import { ENGINE_CHOICES, type EngineChoice } from '../check/report/cross-check';
import type { Parameters } from '../check/report/report';
import { interpretationSchema } from '../check/report/report';
import { REDUCTIONS, type Reduction, reductionNamed } from '../loss/reduction';
import type { CheckInput } from '../services/check-input';
import { type CodeOption, parseCodeOption } from './code-option';
import type { OutputOptions } from './output';
import { parseWords } from './parse-words';
import type { NamedFiles } from './resolve-files';
import { UsageError } from './usage-error';

/** The options of `focal-loss check`. */
interface CheckOptions extends CheckWords {
  readonly files: NamedFiles;
  /** A loss of the code to run on the tensors; null if there is none. */
  readonly code: CodeOption | null;
  /** A loss value that the training printed; null if there is none. */
  readonly loss: string | null;
  /** The comparison with TensorFlow.js; null if none is asked for. */
  readonly crossCheck: CrossCheckOptions | null;
  readonly output: OutputOptions;
}

export interface CrossCheckOptions {
  readonly engine: EngineChoice;
  /** A folder of @tensorflow/tfjs-node; undefined to look for it. */
  readonly folder?: string;
}

/** The meaning of the arrays, and the parameters of the loss. */
type CheckWords = Pick<CheckInput, 'choices' | 'parameters'>;

/** The options that say what the arrays mean, and those of the loss. */
export const READING_OPTIONS = {
  input: { type: 'string' },
  link: { type: 'string' },
  'target-kind': { type: 'string' },
  'class-axis': { type: 'string' },
  'background-class': { type: 'string' },
  'ignore-index': { type: 'string' },
  alpha: { type: 'string' },
  gamma: { type: 'string' },
  reduction: { type: 'string' },
} as const;

const OPTIONS = {
  ...READING_OPTIONS,
  logits: { type: 'string' },
  targets: { type: 'string' },
  code: { type: 'string' },
  loss: { type: 'string' },
  'cross-check': { type: 'boolean', default: false },
  engine: { type: 'string' },
  'tfjs-node': { type: 'string' },
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
  markdown: { type: 'string' },
} as const;

/** @throws UsageError on an unknown option or a value that it does not take. */
export function parseCheckOptions(words: readonly string[]): CheckOptions {
  const { values, positionals } = parseWords(words, OPTIONS);
  if (positionals.length === 0 && values.logits === undefined) {
    throw new UsageError((says) => says.checkNeedsFile);
  }
  return {
    files: {
      paths: positionals,
      ...given('logits', values.logits),
      ...given('targets', values.targets),
    },
    ...readingOf(values),
    code: values.code === undefined ? null : parseCodeOption(values.code),
    loss: values.loss ?? null,
    crossCheck: crossCheckOf(values),
    output: {
      json: values.json,
      ...given('html', values.html),
      ...given('markdown', values.markdown),
    },
  };
}

/** An engine that is named is wanted. @throws UsageError for another engine than those that there are */
function crossCheckOf(values: {
  readonly 'cross-check': boolean;
  readonly engine?: string;
  readonly 'tfjs-node'?: string;
}): CrossCheckOptions | null {
  const folder = values['tfjs-node'];
  const engine = oneOf('engine', values.engine, ENGINE_CHOICES);
  return values['cross-check'] || engine !== undefined || folder !== undefined
    ? { engine: engine ?? 'auto', ...given('folder', folder) }
    : null;
}

/** @throws UsageError on a value that an option does not take. */
export function readingOf(values: { readonly [Name in keyof typeof READING_OPTIONS]?: string }): CheckWords {
  return {
    choices: {
      ...given('input', oneOf('input', values.input, interpretationSchema.entries.input.options)),
      ...given('link', oneOf('link', values.link, interpretationSchema.entries.link.options)),
      ...given(
        'targets',
        oneOf('target-kind', values['target-kind'], interpretationSchema.entries.targets.options),
      ),
      ...given('classAxis', wholeOrNone('class-axis', values['class-axis'])),
      ...given('backgroundClass', wholeOrNone('background-class', values['background-class'])),
      ...given('ignoreIndex', wholeOrNone('ignore-index', values['ignore-index'])),
    },
    parameters: {
      ...given('alpha', alphaOf(values.alpha)),
      ...given('gamma', values.gamma === undefined ? undefined : numberOf('gamma', values.gamma)),
      ...given('reduction', reductionOf(values.reduction)),
    },
  };
}

/** A property where there is a value. */
export function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

function oneOf<Value extends string>(
  option: string,
  text: string | undefined,
  allowed: readonly Value[],
): Value | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = allowed.find((one) => one === text);
  if (value !== undefined) {
    return value;
  }
  throw new UsageError((says) => says.expectedOneOf({ option, text, allowed }));
}

/** The reduction of a name; also accepts the names of earlier versions. */
function reductionOf(text: string | undefined): Reduction | undefined {
  return (text === undefined ? null : reductionNamed(text)) ?? oneOf('reduction', text, REDUCTIONS);
}

function wholeOrNone(option: string, text: string | undefined): number | null | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (text === 'none') {
    return null;
  }
  const value = numberOf(option, text);
  if (Number.isInteger(value)) {
    return value;
  }
  throw new UsageError((says) => says.expectedWholeNumber({ option, text }));
}

function alphaOf(text: string | undefined): Parameters['alpha'] | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (text === 'none') {
    return null;
  }
  const weights = text.split(',').map((part) => numberOf('alpha', part));
  const [only] = weights;
  return weights.length === 1 && only !== undefined ? only : weights;
}

/** @throws UsageError unless the text is a finite number */
export function numberOf(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) {
    return value;
  }
  throw new UsageError((says) => says.expectedNumber({ option, text }));
}
