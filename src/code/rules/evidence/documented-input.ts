import type { Measure } from '../../verdict/measure';
import type { LossSubject } from '../rule';
import { tracedExamples, watchedOf } from './trace';

/** Words that say that the input of a loss is no logit. */
const OF_PROBABILITIES =
  /\bnot (?:the )?logits?\b|\bprob(?:abilit(?:y|ies)|s)\b|after (?:a |the )?(?:sigmoid|softmax)|概率/i;
const OF_LOGITS = /\blogits?\b|\braw (?:scores?|outputs?|predictions?)\b|\bunnormali[sz]ed\b/i;

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

/** True if the name of its input, or the text in front of the code, says that a loss takes logits. */
export function documentsLogits({ measure, file, code: { node } }: LossSubject): boolean {
  if (!measure) {
    return false;
  }
  const [text = ''] = /"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\//.exec(file.textOf(node)) ?? [];
  if (OF_PROBABILITIES.test(text)) {
    return false;
  }
  const code = file.textOf(node);
  return (
    OF_LOGITS.test(text) ||
    [...namesOfInput(measure)].some((name) => /logit/i.test(name) && isTakenAsItIs(name, code))
  );
}

/** False for a name that the code assigns or clips: it may be another name for probabilities. */
function isTakenAsItIs(name: string, code: string): boolean {
  const changed = new RegExp(
    String.raw`^\s*${name}\s*=[^=]|cl(?:ip|amp)\w*\(\s*${name}\b|\b${name}\.cl(?:ip|amp)`,
    'm',
  );
  return !changed.test(code);
}
