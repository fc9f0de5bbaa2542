import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import { applyEdits, type Edits, type TextEdit } from '../text-edit';
import { type CodeCall, callOf, callsIn, withArgument, withoutArgument } from './calls';
import { frameworkModule, tensorFlowJs } from './framework-module';
import { assignmentsIn, functionAround, operand, replaced, returnedIn, unwrapped } from './nodes';
import { quoted } from './quoted';

/** Names of functions and modules that compute a cross-entropy. */
const CROSS_ENTROPY = /cross_?entropy|nll_?loss|^BCE|binary_cross/i;

/** Arguments that make exp(−ce) another number than p_t. */
const DISTORTING: ReadonlySet<string> = new Set(['weight', 'pos_weight', 'label_smoothing']);

/** The functions of PyTorch's modules. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  CrossEntropyLoss: 'cross_entropy',
  BCEWithLogitsLoss: 'binary_cross_entropy_with_logits',
  NLLLoss: 'nll_loss',
};

/** The calls within a node that compute a cross-entropy or make the module that does. */
function crossEntropiesIn(node: Node): CodeCall[] {
  return callsIn(node).filter(({ name }) => CROSS_ENTROPY.test(name));
}

/** Ways to take each exp(−ce) of a loss from a cross-entropy of its own, without weights and label smoothing. */
export function exponentialsOfPlain(loss: LossSubject): Edits[] {
  const exponentials = callsIn(loss.code.node).filter(({ name }) => /^exp(?:m1)?$/.test(name));
  return exponentials.flatMap(({ node: exponential }) =>
    nodesOfTypes(exponential, 'identifier').flatMap((name) => {
      const value = valueBefore(name);
      const plain = value && plainText(value, loss);
      const isNegated = name.parent?.type === 'unary_operator' && plain?.startsWith('-');
      if (!plain) {
        return [];
      }
      if (isNegated && name.parent) {
        return [[replaced(name.parent, plain.slice(1))]];
      }
      const isObject = name.parent?.type === 'attribute' && plain.startsWith('-');
      return [[replaced(name, isObject ? `(${plain})` : plain)]];
    }),
  );
}

/** Ways to leave the weights of the classes out of a cross-entropy. */
export function unweightedCrossEntropies({ code }: LossSubject): Edits[] {
  return crossEntropiesIn(code.node).flatMap((call) =>
    call.given
      .filter(({ name }, at) => (name === null ? at === 2 : name === 'weight'))
      .map(({ node }) => [withoutArgument(call, node)]),
  );
}

/** The expression that the function around a name gives it last before it is read. */
function valueBefore(name: Node): Node | null {
  const scope = functionAround(name);
  const given = scope ? assignmentsIn(scope) : [];
  const last = given.findLast(
    ({ node, target }) => target.text === name.text && node.endIndex <= name.startIndex,
  );
  return last ? unwrapped(last.value) : null;
}

/** The text of an expression of a cross-entropy without what distorts p_t; null for another expression. */
function plainText(value: Node, loss: LossSubject): string | null {
  for (const node of nodesOfTypes(value, 'call')) {
    const call = callOf(node);
    const made = call && functionOfModule(call, loss);
    if (made) {
      return withEdits(value, [replaced(node, made)]);
    }
  }
  const known = crossEntropiesIn(value);
  return known.length > 0 ? withEdits(value, known.flatMap(withoutDistorting)) : null;
}

function withEdits(node: Node, edits: Edits): string {
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - node.startIndex,
    end: edit.end - node.startIndex,
  }));
  return applyEdits(node.text, moved);
}

/** Takes the arguments away that distort p_t: also the third one without a name, which is the weight. */
function withoutDistorting(call: CodeCall): TextEdit[] {
  const isDistorting = ({ name }: CodeCall['given'][number], at: number): boolean =>
    name === null ? at === 2 : DISTORTING.has(name);
  return call.given.filter(isDistorting).map(({ node }) => withoutArgument(call, node));
}

/** Writes `self.ce(x, y)` as the function of the module that the constructor makes. */
function functionOfModule(call: CodeCall, { code, file }: LossSubject): string | null {
  const path = call.node.childForFieldName('function')?.text;
  const assignment = nodesOfTypes(code.node, 'assignment').find(
    (each) => each.childForFieldName('left')?.text === path,
  );
  const value = assignment?.childForFieldName('right');
  const made = value && callOf(value);
  const name = made && FUNCTIONS[made.name];
  const functional = frameworkModule(file, 'torch.nn.functional');
  if (!name || !functional) {
    return null;
  }
  const kept = made.given.filter(
    ({ name: argument, value: given }) =>
      argument !== null && !DISTORTING.has(argument) && !namesAnything(given),
  );
  const given = [...call.given, ...kept].map(({ node }) => node.text);
  return `${functional}.${name}(${given.join(', ')})`;
}

/** True for an expression of the constructor with a name that another method does not know. */
function namesAnything(value: Node): boolean {
  return nodesOfTypes(value, 'identifier').some(({ parent }) => parent?.type !== 'attribute');
}

/** Ways to take the mean or sum of a loss last: each cross-entropy stays unreduced, and what is returned is reduced. */
export function reducedLast(loss: LossSubject): Edits[] {
  const { code } = loss;
  const returns = returnedIn(code.node);
  const reduced = (value: Node, condition: string | null): TextEdit => {
    const own = operand(unwrapped(value));
    return replaced(
      value,
      condition === null
        ? `${own}.mean()`
        : `${own}.mean() if ${condition} == 'mean' else ${own}.sum() if ${condition} == 'sum' else ${value.text}`,
    );
  };
  return [...unreducedCalls(code.node, loss.file), ...unreducedMeans(code.node)].flatMap(
    ({ edit, condition }) => {
      const last = returns
        .filter((value) => value.endIndex <= edit.start || edit.end <= value.startIndex)
        .slice(-1);
      return [[edit], ...last.map((value) => [edit, reduced(value, condition)])];
    },
  );
}

interface Unreduced {
  readonly edit: TextEdit;
  /** The expression that says how the cross-entropy was reduced; null for the mean. */
  readonly condition: string | null;
}

function unreducedCalls(node: Node, file: SourceFile): Unreduced[] {
  return crossEntropiesIn(node).map((call) => {
    if (call.node.type === 'call_expression') {
      return { edit: unreducedInScript(call, file), condition: null };
    }
    const given = call.given.find(({ name }) => name === 'reduction')?.value;
    const condition = given && given.type !== 'string' ? given.text : null;
    return { edit: withArgument(call, 'reduction', quoted('none', file)), condition };
  });
}

/** `tf.losses` takes weights and smoothing after the labels and predictions: these stand for none. */
const DEFAULTS_OF_SCRIPT = ['undefined', '0'] as const;

/** Gives a cross-entropy of TensorFlow.js, which takes its reduction fifth, the one that keeps all elements. */
function unreducedInScript({ node, given }: CodeCall, file: SourceFile): TextEdit {
  const [labels, predictions, ...more] = given.map(({ node: each }) => each.text);
  const settings = DEFAULTS_OF_SCRIPT.map((otherwise, at) => more[at] ?? otherwise);
  const texts = [labels, predictions, ...settings, `${tensorFlowJs(file) ?? 'tf'}.Reduction.NONE`];
  return replaced(node, `${node.childForFieldName('function')?.text}(${texts.join(', ')})`);
}

/** The means and sums of arrays, taken away. */
function unreducedMeans(node: Node): Unreduced[] {
  return callsIn(node).flatMap((call): Unreduced[] => {
    if (!/^(?:reduce_)?(?:mean|sum)$/.test(call.name)) {
      return [];
    }
    const kept = call.given.find(({ name }) => name === null)?.value ?? call.object;
    return kept ? [{ edit: replaced(call.node, operand(kept)), condition: null }] : [];
  });
}
