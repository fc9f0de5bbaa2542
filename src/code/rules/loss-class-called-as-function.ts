import type { Node } from '@vscode/tree-sitter-wasm';
import { constructedFirst } from '../fixes/building/constructed-first';
import { callsOf } from '../flow/calls';
import { kindOfParameter } from '../verdict/parameters';
import { reachesBackward } from './evidence/backward';
import type { CallSubject, LossSubject, Rule, TextRange } from './rule';

/** The class of a loss is constructed with predictions and targets. */
export const lossClassCalledAsFunction: Rule<'loss-class-called-as-function'> = {
  id: 'loss-class-called-as-function',
  severity: 'error',
  inLoss: (loss) =>
    constructions(loss)
      .filter((node) => takesTensors(node) || isTrainedBy(node, loss))
      .map((node) => ({ facts: { name: loss.code.name }, at: rangeOfNode(node) })),
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

/** True for a construction with two arguments whose result is asked for its gradient, which no module has. */
function isTrainedBy(call: Node, { file, code }: LossSubject): boolean {
  const [, second] = (file.syntax.call(call)?.slots ?? []).filter(({ name }) => name === undefined);
  return !!second && !/\bdef backward\b/.test(file.textOf(code.node)) && reachesBackward(call, file);
}

function isTensorName(name: string): boolean {
  const kind = kindOfParameter({ name });
  return kind === 'predictions' || kind === 'targets';
}

/** Matches a network by its name, where it is called. */
const NETWORK = /^(?:self\.)?\w*(?:model|net|network|classifier|detector|head|backbone)$/i;

/** True if the first two arguments are named as predictions and targets are, or the predictions are those of a network. */
function takesTensors(call: Node): boolean {
  const [first, second] = call.childForFieldName('arguments')?.namedChildren ?? [];
  const [one, other] = [first, second].map((argument) => {
    const callee = argument?.type === 'call' ? argument.childForFieldName('function') : null;
    return argument?.type === 'identifier'
      ? kindOfParameter({ name: argument.text })
      : NETWORK.test(callee?.text ?? '')
        ? 'predictions'
        : 'other';
  });
  return (one === 'predictions' && other === 'targets') || (one === 'targets' && other === 'predictions');
}
