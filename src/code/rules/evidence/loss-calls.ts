import type { Node } from '@vscode/tree-sitter-wasm';
import type { ExpectedInput } from '../../../loss/variants/variant';
import { callsInFile, callsOf } from '../../flow/calls';
import type { GivenOut } from '../../flow/given-out';
import { networksIn } from '../../flow/networks';
import { Outputs } from '../../flow/outputs';
import { valueAt } from '../../flow/values-given';
import { calledLossesIn } from '../../losses/called-losses';
import { extentsOf, isWithinAny } from '../../losses/inline-losses';
import { calleeOf, isCall, memberOf, scopeOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { isSame } from '../../syntax/tree';
import type { Computes } from '../../verdict/document';
import { orderOf } from '../../verdict/parameters';
import type { FileSubject, LossSubject, TextRange } from '../rule';
import { squashesInput } from './double-squashing';
import { type KnownLoss, KnownLosses } from './known-losses';

/** A call of a focal loss with predictions, or of Keras' `compile`, which hands a network's predictions to a loss. */
interface LossCall {
  /** The loss as the code names it. */
  readonly name: string;
  /** The predictions, or the network that makes them. */
  readonly source: Node;
  readonly isNetwork: boolean;
  /** The expression at which a fault is shown. */
  readonly at: Node;
  /** The call that makes the loss, or an expression that holds it; null for a function. */
  readonly maker: Node | null;
  readonly link: Computes['link'];
  readonly input: ExpectedInput | null;
  /** The loss of the file; null for one of a library. */
  readonly definition: LossSubject | null;
}

/** Each subject is asked by several rules. */
const FED = new WeakMap<FileSubject, readonly FedLoss[]>();
const CALLS = new WeakMap<FileSubject, readonly CallOfLoss[]>();

/** A call of a focal loss with what its predictions are. */
interface FedLoss extends LossCall, GivenOut {}

/** The calls of focal losses whose predictions are seen to come from a network or a squashing function. */
function fedLossesIn(subject: FileSubject): readonly FedLoss[] {
  const known = FED.get(subject);
  if (known) {
    return known;
  }
  const outputs = new Outputs(subject.file);
  const fed = lossCallsIn(subject).flatMap((call): FedLoss[] => {
    const given = call.isNetwork ? outputs.ofNetwork(call.source) : outputs.of(call.source);
    return given ? [{ ...call, ...given }] : [];
  });
  FED.set(subject, fed);
  return fed;
}

/** The places of the probabilities that the file hands to losses which squash them. */
export function squashedBefore(subject: FileSubject, link: 'sigmoid' | 'softmax'): TextRange[] {
  return fedLossesIn(subject)
    .filter((call) => call.output === link && squashes(call, link))
    .map(({ at }) => placeOf(at));
}

/** True for a loss that takes logits, or that squashes what it takes for probabilities elsewhere. */
function squashes({ link, input, definition }: LossCall, wanted: 'sigmoid' | 'softmax'): boolean {
  if (input === 'logits') {
    return link === wanted;
  }
  // A call may switch to another input: what the loss does by default says nothing of that one.
  const isByDefault = definition?.verdict.computes?.input === input;
  return definition !== null && isByDefault && squashesInput(definition, wanted);
}

/** The raw outputs of networks that the file hands to losses of probabilities, with the names of the losses. */
export function rawOutputs(subject: FileSubject): { readonly name: string; readonly at: TextRange }[] {
  return fedLossesIn(subject)
    .filter(({ output, input }) => output === 'logits' && input === 'probabilities')
    .map(({ name, at }) => ({ name, at: placeOf(at) }));
}

/** The layers whose logits the file hands to losses of independent decisions. */
export function layersOfDecisions(subject: FileSubject): Node[] {
  return fedLossesIn(subject).flatMap(({ output, link, input, layer }) =>
    output === 'logits' && link === 'sigmoid' && input === 'logits' && layer ? [layer] : [],
  );
}

/** A call that makes a loss, with the expression that says how many outputs the network before it has. */
interface LossAfterNetwork {
  readonly maker: Node;
  readonly classes: Node;
}

/** The calls that make losses after a network. */
export function madeLosses(subject: FileSubject): LossAfterNetwork[] {
  const fed = fedLossesIn(subject).flatMap(({ maker, classes, isReshaped }) => {
    const made = maker?.type === 'identifier' ? (valueAt(maker.text, maker) ?? maker) : maker;
    return made && classes && !isReshaped ? [{ maker: made, classes }] : [];
  });
  return [...fed, ...madeBesideNetwork(subject)];
}

/** The only loss that a file makes, in the function in which it makes its only network, where none of its code hands the one to the other. */
function madeBesideNetwork({ file }: FileSubject): LossAfterNetwork[] {
  const [loss, otherLoss] = calledLossesIn(file);
  const [network, otherNetwork] = networksIn(file);
  const [made, ...more] = network ? callsOf(network.childForFieldName('name')?.text ?? '', file.root) : [];
  if (loss?.kind !== 'call' || otherLoss || otherNetwork || !made || more.length > 0) {
    return [];
  }
  const maker = loss.call.node;
  const name = maker.parent?.type === 'assignment' ? maker.parent.childForFieldName('left') : null;
  const isUsed = !name || callsOf(name.text, file.root).length > 0;
  const given = isSame(scopeOf(made), scopeOf(maker)) && !isUsed ? new Outputs(file).ofNetwork(made) : null;
  return given?.classes && !given.isReshaped ? [{ maker, classes: given.classes }] : [];
}

function placeOf({ startIndex, endIndex }: Node): TextRange {
  return { start: startIndex, end: endIndex };
}

interface CallOfLoss {
  readonly call: Node;
  readonly loss: KnownLoss;
}

/** The calls of focal losses of the file and of libraries with tensors, outside of the losses themselves. */
export function callsOfLosses(subject: FileSubject): readonly CallOfLoss[] {
  const found = CALLS.get(subject) ?? findCallsOfLosses(subject);
  CALLS.set(subject, found);
  return found;
}

function findCallsOfLosses(subject: FileSubject): CallOfLoss[] {
  const known = new KnownLosses(subject);
  const calls = known.areNone ? [] : callsOutside(subject);
  return calls.flatMap((call) => {
    const loss = known.calledBy(call);
    return loss ? [{ call, loss }] : [];
  });
}

/** The calls of a file that has a focal loss or names one, without those in the losses of which a run tells more. */
export function callsOutside({ file, losses }: FileSubject): Node[] {
  if (losses.length === 0 && !/focal/i.test(file.text)) {
    return [];
  }
  const definitions = extentsOf(
    losses.flatMap(({ code, verdict }) =>
      code.kind === 'definition' && !verdict.notUnderstood ? [code.node] : [],
    ),
  );
  return callsInFile(file.root).filter((call) => !isWithinAny(call, definitions));
}

/** The calls of focal losses in the code around them, and those of Keras' `compile`. */
function lossCallsIn(subject: FileSubject): LossCall[] {
  const { file } = subject;
  const known = new KnownLosses(subject);
  if (known.areNone) {
    return [];
  }
  const compiled = callsOutside(subject).flatMap((call): LossCall[] => {
    const fed = lossOfCompile(call, file);
    const loss = fed && known.given(fed.at);
    return loss ? [{ ...loss, name: nameOf(fed.at), ...fed, maker: fed.at }] : [];
  });
  const called = callsOfLosses(subject).flatMap(({ call, loss }): LossCall[] => {
    const fed = predictionsOf(call, loss, file);
    return fed ? [{ ...loss, name: nameOf(call), ...fed }] : [];
  });
  return [...compiled, ...called];
}

/** The last word of what names a loss. */
function nameOf(expression: Node): string {
  const callee = isCall(expression) ? calleeOf(expression) : expression;
  return memberOf(callee)?.name ?? callee?.text ?? '';
}

type Fed = Pick<LossCall, 'source' | 'isNetwork' | 'at'>;

/** `model.compile(loss=…)` */
function lossOfCompile(call: Node, file: SourceFile): Fed | undefined {
  const method = memberOf(calleeOf(call));
  const source = method?.name === 'compile' ? method.object : null;
  const slots = file.syntax.call(call)?.slots ?? [];
  const positional = slots.filter(({ name }) => name === undefined);
  const at = (slots.find(({ name }) => name === 'loss') ?? positional[1])?.value;
  return source && at ? { source, isNetwork: true, at } : undefined;
}

function predictionsOf(call: Node, loss: KnownLoss, file: SourceFile): Fed | undefined {
  const predictions = tensorAt(call, loss, 'predictions', file);
  return predictions && { source: predictions, isNetwork: false, at: predictions };
}

/** The expression that a call of a loss hands over as its predictions. */
export function outputsOf({ call, loss }: CallOfLoss, file: SourceFile): Node | undefined {
  return tensorAt(call, loss, 'predictions', file);
}

/** The expression that a call of a loss hands over as its targets. */
export function targetsOf({ call, loss }: CallOfLoss, file: SourceFile): Node | undefined {
  return tensorAt(call, loss, 'targets', file);
}

function tensorAt(
  call: Node,
  { tensors: [first, second] }: KnownLoss,
  wanted: 'predictions' | 'targets',
  file: SourceFile,
): Node | undefined {
  const slots = file.syntax.call(call)?.slots ?? [];
  const positional = slots.filter(({ name }) => name === undefined);
  const isFirst = (orderOf(first, second) === 'targetsFirst') === (wanted === 'targets');
  const slot = slots.find(({ name }) => name === (isFirst ? first : second)) ?? positional[isFirst ? 0 : 1];
  return slot?.value;
}
