import type { Measure } from '../../verdict/measure';
import { orderOf } from '../../verdict/parameters';
import type { LossSubject } from '../rule';
import { tensorNamesOf } from './tensor-names';
import { tracedExamples, watchedOf } from './trace';

/** Words that say that the input of a loss is no logit. */
const OF_PROBABILITIES =
  /\bnot (?:the )?logits?\b|\bprob(?:abilit(?:y|ies)|s)\b|after (?:a |the )?(?:sigmoid|softmax)|概率/i;
const OF_LOGITS =
  /\blogits?\b|\braw (?:scores?|outputs?|predictions?)\b|\bunnormali[sz]ed\b|\bunbounded\b|\b(?:pre-?|before (?:the |a )?)(?:sigmoid|softmax|activation)\b/i;

/** A cross-entropy of logits that is chosen, not called. */
const SWITCH = /=\s*(?:\w+\.)*\w*with_logits\s*$/m;

/** The names under which a loss keeps its input as it is. */
function namesOfInput(measure: Measure): Set<string> {
  const batch = measure.layout.batch(tracedExamples(measure));
  const { values } = watchedOf(measure, tracedExamples(measure));
  const isInput = ({ length, ...data }: ArrayLike<number>): boolean =>
    length === batch.inputs.length &&
    Array.from({ length, ...data }).every((value, at) => value === batch.inputs[at]);
  return new Set(
    values.flatMap(({ expression, tensor }) =>
      expression.type === 'name' && isInput(tensor.data) ? [expression.name] : [],
    ),
  );
}

/** What stands in front of the code of a loss, or first in it. */
function documentationOf({ file, code: { node } }: LossSubject): string {
  const [text = ''] = /"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\//.exec(file.textOf(node)) ?? [];
  return text;
}

/** Words that say that whoever calls a loss has clipped the probabilities. */
const CLIPPED = /\b(?:clamped|clipped|(?:a|and|after|through) cl(?:amp|ip))\b|截断/i;

/** True if the words of a loss say that the probabilities that it takes are clipped. */
export function documentsClipped(loss: LossSubject): boolean {
  return loss.verdict.computes?.input === 'probabilities' && CLIPPED.test(documentationOf(loss));
}

/** Words and shapes behind the name of targets that say that they are indices of classes. */
const AS_INDICES = String.raw`[^\n,;]{0,12}(?:\(\s*\w+\s*,\s*1?\s*\)|\b(?:class )?ind(?:ex|ices)\b|\bclass ids?\b)`;

/** Predictions and targets of a loss by their names; null where its parameters are others. */
function namesOfTensors({ code, file, verdict }: LossSubject): readonly [string, string] | null {
  const names = tensorNamesOf(code.node, verdict.form, file);
  return names && orderOf(...names) === 'targetsFirst' ? [names[1], names[0]] : names;
}

/** True if the words of a loss say that the model before it, or its predictions, went through the squashing function. */
export function documentsSquashed(loss: LossSubject, link: 'sigmoid' | 'softmax'): boolean {
  const [predictions] = namesOfTensors(loss) ?? [];
  const ofModel = String.raw`\b(?:model|network|net|head)s?\b[^.\n]{0,20}\bends? (?:in|with) (?:a |its )?${link}\b`;
  const ofInput = String.raw`(?:^|["';,])\s*${predictions}\b[^\n,;]{0,30}\b(?:of|after|from) (?:a |the )?${link}\b`;
  return predictions !== undefined && new RegExp(`${ofModel}|${ofInput}`, 'im').test(documentationOf(loss));
}

/** True if the words of a loss say that its targets are the indices of classes, and no word speaks of one-hot targets. */
export function documentsIndices(loss: LossSubject): boolean {
  const [, targets] = namesOfTensors(loss) ?? [];
  return (
    targets !== undefined &&
    new RegExp(String.raw`\b${targets}\b${AS_INDICES}`, 'i').test(documentationOf(loss)) &&
    !/one[-_ ]?hot/i.test(loss.file.textOf(loss.code.node))
  );
}

/** True if the words of a loss say that its targets are booleans, and may not be numbers too. */
export function documentsBooleans(loss: LossSubject): boolean {
  const [, targets] = namesOfTensors(loss) ?? [];
  const entry = new RegExp(String.raw`\b${targets}\b([^\n,;]{0,20}\bbool(?:ean)?s?\b[^\n]*)`, 'i');
  const [, words] = (targets !== undefined && entry.exec(documentationOf(loss))) || [];
  return words !== undefined && !/\b(?:or|float|int|number)|[/|]|\b0\b/i.test(words);
}

/** True if the name of its input, or the text in front of the code, says that a loss takes logits. */
export function documentsLogits(loss: LossSubject): boolean {
  const {
    measure,
    file,
    code: { node },
  } = loss;
  if (!measure) {
    return false;
  }
  const text = documentationOf(loss);
  if (OF_PROBABILITIES.test(text)) {
    return false;
  }
  const code = file.textOf(node);
  const names = [...namesOfInput(measure)];
  // What is clipped to the range of probabilities is none, whatever the words say.
  const areCalledLogits =
    OF_LOGITS.test(ofOwnNames(text, names)) && !names.some((name) => isClippedToOne(name, code));
  return areCalledLogits || names.some((name) => /logit/i.test(name) && isTakenAsItIs(name, code));
}

/** A text without the entries of logits that no argument has: such a text was written for another function. */
function ofOwnNames(text: string, names: readonly string[]): string {
  return text.replace(
    /^[^\S\n]*(?::param\s+)?(\w*logits?)\b[^\S\n]*(?:\([^()\n]*\)[^\S\n]*)?:[^\n]*/gim,
    (entry, name) => (names.includes(name) ? entry : ''),
  );
}

/** True for a name whose values above 1 the code cuts. */
function isClippedToOne(name: string, code: string): boolean {
  return new RegExp(String.raw`cl(?:ip|amp)\w*\(\s*${name}\s*,[^()\n]*\b1(?:\.0*)?\s*\)`).test(code);
}

/**
 * False for a name that the code assigns or clips, and where a switch chooses between the cross-entropy of logits and that of
 * probabilities: it may be another name for probabilities.
 */
function isTakenAsItIs(name: string, code: string): boolean {
  const changed = new RegExp(
    String.raw`^\s*${name}\s*=[^=]|cl(?:ip|amp)\w*\(\s*${name}\b|\b${name}\.cl(?:ip|amp)`,
    'm',
  );
  return !changed.test(code) && !SWITCH.test(code);
}
