import type { Node } from '@vscode/tree-sitter-wasm';
import { replaced } from '../fixes/building/nodes';
import { functionNamed } from '../flow/definitions';
import { valueAt } from '../flow/values-given';
import { returnedValues } from '../losses/returned-values';
import { parts } from '../syntax/tree';
import { CrossEntropyTargets } from './evidence/calls-of-bce';
import { callsOfLosses, callsOutside, targetsOf } from './evidence/loss-calls';
import type { FileSubject, LossSubject, Rule, TextRange } from './rule';

const TYPE = String.raw`(?:torch\.)?(?:long|int|int32|int64|LongTensor|IntTensor)`;
const ARGUMENTS = String.raw`(?:[^()]|\((?:[^()]|\([^()]*\))*\))*`;
/** Matches an expression that is a tensor of integers. */
const INTEGERS = new RegExp(
  [
    String.raw`\.(?:long|int)\(\)$`,
    String.raw`\.(?:to|type)\(${TYPE}\)$`,
    String.raw`dtype=${TYPE}\)$`,
    String.raw`^(?:[\w.]+\.)?one_hot\(${ARGUMENTS}\)$`,
    String.raw`^torch\.randint\((?!.*dtype)${ARGUMENTS}\)$`,
  ].join('|'),
);
/** Matches an expression that is an array of integers of NumPy, and a list of them. */
const INTEGERS_OF_NUMPY = new RegExp(
  [
    String.raw`\.astype\(\s*(?:["']int(?:32|64)?["']|(?:np|numpy)\.(?:int32|int64|int_|intp|long)|int)\s*\)$`,
    String.raw`^(?:np|numpy)\.random\.randint\((?!.*dtype)${ARGUMENTS}\)$`,
    String.raw`^\[[\s\d,[\]]*\d[\s\d,[\]]*\]$`,
  ].join('|'),
);
/** Functions of PyTorch that take the type of numbers from what they are given. */
const KEEPING_TYPE = /^torch\.(?:from_numpy|as_tensor|tensor)$/;
/** A conversion to integers at the end of an expression. */
const CONVERSION = new RegExp(String.raw`\.(?:long|int)\(\)$|\.(?:to|type)\(${TYPE}\)$`);
/** What takes a part of a tensor, or gives it another shape or device. */
const SHAPING =
  /(?:\[[^[\]]*\]|\.(?:view|reshape|permute|transpose|unsqueeze|squeeze|flatten|contiguous|expand|clone)\([^()]*\)|\.cuda\(\)|\.to\((?:\w+\.)*device\))$/;
/** Most names and functions that are followed to what makes the targets. */
const MOST_STEPS = 4;
/** PyTorch's messages on integer targets. */
const REFUSED = /can't be cast to the desired output type (?:int|uint8|Long|Int|Byte)|^Found dtype u?int/;
/** Matches the second argument of a call. */
const SECOND_ARGUMENT = /\(\s*[^,()]+(?:\([^()]*\))?\s*,\s*([\w.]+)/;

/** Integer targets are handed to a loss that computes with them. */
export const integerTargets: Rule<'integer-targets'> = {
  id: 'integer-targets',
  severity: 'error',
  inLoss: (loss) => {
    const { exception } = loss.verdict;
    return exception && REFUSED.test(exception.message)
      ? [{ facts: { targets: targetsInLine(loss, exception.line) }, at: exception.line || null }]
      : [];
  },
  inFile: (subject) =>
    integersGiven(subject).map(({ targets, place }) => ({ facts: { targets: targets.text }, at: place })),
  fixInFile: (subject, at) =>
    integersGiven(subject)
      .filter(({ place }) => place.start === at.start)
      .map(({ targets: { text }, targets }) => ({
        title: 'to-floats' as const,
        edits: [replaced(targets, `${text.replace(CONVERSION, '')}.float()`)],
      })),
};

/** The targets that the raising line hands over. */
function targetsInLine({ file }: LossSubject, line: number): string {
  return SECOND_ARGUMENT.exec(file.text.split('\n')[line - 1] ?? '')?.[1] ?? 'targets';
}

/** Matches the names of PyTorch's binary cross-entropy. */
const CROSS_ENTROPY = /binary_cross_entropy|BCE\w*Loss/;

interface GivenIntegers {
  readonly targets: Node;
  readonly place: TextRange;
}

/**
 * The targets of calls that hold integers, with the place that makes them such; where a function or module of the file hands
 * them on to a binary cross-entropy, with the place that hands them over.
 */
function integersGiven(subject: FileSubject): GivenIntegers[] {
  const { file } = subject;
  const ofLosses = callsOfLosses(subject)
    .filter(({ loss }) => loss.takesFloats)
    .flatMap((found) => integersIn(targetsOf(found, file)));
  const known = new Set(ofLosses.map(({ targets }) => targets.id));
  const calls = CROSS_ENTROPY.test(file.text) ? callsOutside(subject) : [];
  const handed = new CrossEntropyTargets(file);
  const ofOthers = calls
    .flatMap((call) => integersIn(handed.of(call)))
    .filter(({ targets }) => !known.has(targets.id))
    .map(({ targets }) => ({ targets, place: rangeOfNode(targets) }));
  return [...ofLosses, ...ofOthers];
}

/** The targets themselves, if they hold integers. */
function integersIn(targets: Node | undefined): GivenIntegers[] {
  const made = targets && madeOf(targets);
  return targets && made && (INTEGERS.test(withoutShaping(made.text)) || isOfNumpyIntegers(made))
    ? [{ targets, place: rangeOfNode(made) }]
    : [];
}

/** True for a tensor of an array of NumPy, or of a list, that holds integers. */
function isOfNumpyIntegers(made: Node): boolean {
  const callee = made.type === 'call' ? made.childForFieldName('function') : null;
  const [array, ...others] = parts(made.childForFieldName('arguments') ?? made);
  if (!callee || !array || others.length > 0 || !KEEPING_TYPE.test(callee.text)) {
    return false;
  }
  const source = madeOf(array);
  const text = source?.type === 'list' ? source.text : withoutShaping(source?.text ?? '');
  return INTEGERS_OF_NUMPY.test(text);
}

/** The expression that makes a tensor: what a name is given, and what the function of the file returns that a call calls. */
function madeOf(tensor: Node, steps = MOST_STEPS): Node | undefined {
  if (steps === 0) {
    return undefined;
  }
  if (tensor.type === 'identifier') {
    const value = valueAt(tensor.text, tensor);
    return value ? madeOf(value, steps - 1) : undefined;
  }
  const callee = tensor.type === 'call' ? tensor.childForFieldName('function') : null;
  const maker = callee?.type === 'identifier' ? functionNamed(callee.text, tensor) : undefined;
  if (!maker) {
    return tensor;
  }
  const [only, other] = returnedValues(maker);
  return only && !other ? madeOf(only, steps - 1) : undefined;
}

/** An expression without the parts and shapes that are taken of it, and the device that it is moved to. */
function withoutShaping(text: string): string {
  const shorter = text.replace(SHAPING, '');
  return shorter === text ? text : withoutShaping(shorter);
}

function rangeOfNode({ startIndex: start, endIndex: end }: Node): TextRange {
  return { start, end };
}
