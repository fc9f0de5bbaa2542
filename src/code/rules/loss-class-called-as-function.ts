import type { Node } from '@vscode/tree-sitter-wasm';
import { constructedFirst } from '../fixes/building/constructed-first';
import { callsOf } from '../flow/calls';
import { nodesOfTypes } from '../syntax/tree';
import { kindOfParameter } from '../verdict/parameters';
import { reachesBackward } from './evidence/backward';
import { tensorNamesOf } from './evidence/tensor-names';
import type { CallSubject, LossSubject, Rule, TextRange } from './rule';

/** The class of a loss is constructed with predictions and targets. */
export const lossClassCalledAsFunction: Rule<'loss-class-called-as-function'> = {
  id: 'loss-class-called-as-function',
  severity: 'error',
  inLoss: (loss) => [
    ...constructions(loss)
      .filter((node) => takesTensors(node) || isUsedAsTensor(node, loss))
      .map((node) => ({ facts: { name: loss.code.name }, at: rangeOfNode(node) })),
    ...librariesLossesIn(loss).map((node) => ({
      facts: { name: node.childForFieldName('function')?.text ?? '' },
      at: rangeOfNode(node),
    })),
  ],
  atCall: ({ call: { node, callee }, convention }: CallSubject) =>
    isOfClass(convention.id) && takesTensors(node)
      ? [{ facts: { name: callee }, at: rangeOfNode(node) }]
      : [],
  fixInLoss: ({ file }, at) =>
    constructedFirst(file, at).map((edits) => ({ title: 'construct-first' as const, edits })),
  fixAtCall: ({ file }, at) =>
    constructedFirst(file, at).map((edits) => ({ title: 'construct-first' as const, edits })),
};

function rangeOfNode({ startIndex: start, endIndex: end }: Node): TextRange {
  return { start, end };
}

/** Classes have a capital. */
function isOfClass(name: string): boolean {
  return /^[A-Z]/.test(name.split('.').at(-1) ?? '');
}

/** The calls of a class whose constructor takes settings, where the file calls it by its name. */
function constructions({ code: { node, name }, file, verdict }: LossSubject): Node[] {
  const initialiser = node
    .descendantsOfType('function_definition')
    .find((each) => each?.childForFieldName('name')?.text === '__init__');
  const taken = (initialiser?.childForFieldName('parameters')?.namedChildren ?? [])
    .slice(1)
    .map((each) => each?.childForFieldName('name')?.text ?? each?.text ?? '');
  const isOfSettings = taken.slice(0, 2).every((each) => !isTensorName(each));
  return verdict.form === 'class' && initialiser && isOfSettings ? [...callsOf(name, file.root)] : [];
}

/** Methods of tensors that no module has. */
const OF_TENSORS: ReadonlySet<string> = new Set([
  'item',
  'backward',
  'mean',
  'sum',
  'detach',
  'tolist',
  'numpy',
]);

/** True for a construction with two arguments whose result is asked for its number or its gradient, which no module has. */
function isUsedAsTensor(call: Node, { file, code }: LossSubject): boolean {
  const [, second] = (file.syntax.call(call)?.slots ?? []).filter(({ name }) => name === undefined);
  const asked =
    call.parent?.type === 'attribute' ? call.parent.childForFieldName('attribute')?.text : undefined;
  const hasMethods = /\bdef (?:backward|item|mean|sum|detach)\b/.test(file.textOf(code.node));
  return !!second && !hasMethods && (OF_TENSORS.has(asked ?? '') || reachesBackward(call, file));
}

/** PyTorch's classes of losses that have a function of the same meaning. */
const CLASS_OF_TORCH = /^torch\.nn\.(?:BCE(?:WithLogits)?|CrossEntropy|NLL)Loss$/;

/** The classes of PyTorch's losses that a loss constructs with its own predictions and targets. */
function librariesLossesIn({ code: { node }, file, verdict: { form } }: LossSubject): Node[] {
  const own: readonly string[] = file.grammar === 'python' ? (tensorNamesOf(node, form, file) ?? []) : [];
  return nodesOfTypes(node, 'call').filter((call) => {
    const path = file.syntax.path(call.childForFieldName('function') ?? call);
    const given = call.childForFieldName('arguments')?.namedChildren ?? [];
    const [first, second] = given.slice(0, 2).map((argument) => argument?.text ?? '');
    return (
      path !== undefined &&
      CLASS_OF_TORCH.test(file.names.qualify(path)) &&
      first !== second &&
      [first, second].every((name) => own.includes(name ?? ''))
    );
  });
}

function isTensorName(name: string): boolean {
  const kind = kindOfParameter({ name });
  return kind === 'predictions' || kind === 'targets';
}

/** Matches a network by its name, where it is called; not what builds one. */
const NETWORK =
  /^(?:self\.)?(?!\w*(?:build|make|create|get|load|init))\w*(?:model|net|network|classifier|detector|head|backbone)$/i;

/**
 * True if the first two arguments are named as predictions and targets are, or are the predictions of a network and another name: no
 * setting of a loss comes from a network.
 */
function takesTensors(call: Node): boolean {
  const [first, second] = call.childForFieldName('arguments')?.namedChildren ?? [];
  const [one, other] = [first, second].map((argument) => {
    const callee = argument?.type === 'call' ? argument.childForFieldName('function') : null;
    return argument?.type === 'identifier'
      ? kindOfParameter({ name: argument.text })
      : NETWORK.test(callee?.text ?? '')
        ? 'outputs'
        : 'other';
  });
  const isOfTensors = (kind: typeof one): boolean => kind === 'predictions' || kind === 'outputs';
  return (
    (isOfTensors(one) && other === 'targets') ||
    (one === 'targets' && isOfTensors(other)) ||
    (one === 'outputs' && other === 'other' && second?.type === 'identifier')
  );
}
