import type { Node } from '@vscode/tree-sitter-wasm';
import { returnedValues } from '../losses/returned-values';
import type { SourceFile } from '../syntax/source-file';
import { parts } from '../syntax/tree';
import { classAround, isParameter, propertyAt, scopeOf, valueAt } from './values-given';

/** The kind of a network's output, by its last operation. */
export type Output = 'sigmoid' | 'softmax' | 'logits';

/** Functions by the last word of their names, whatever library they are of. */
const SQUASHING: ReadonlyMap<string, Output> = new Map([
  ['sigmoid', 'sigmoid'],
  ['expit', 'sigmoid'],
  ['softmax', 'softmax'],
]);
const LIBRARIES: ReadonlySet<string> = new Set('torch tensorflow keras jax flax scipy paddle'.split(' '));

/** Layers by the last word of their names. */
const LAYERS: ReadonlyMap<string, Output> = new Map([
  ['Sigmoid', 'sigmoid'],
  ['Softmax', 'softmax'],
  ['Softmax2d', 'softmax'],
  ...['Linear', 'LazyLinear', 'Conv1d', 'Conv2d', 'Conv3d', 'ConvTranspose2d', 'ConvTranspose3d'].map(
    (name): [string, Output] => [name, 'logits'],
  ),
]);
/** Layers of Keras, which have their activation as an argument. */
const KERAS_LAYERS: ReadonlySet<string> = new Set(['Dense', 'Conv1D', 'Conv2D', 'Conv3D', 'Activation']);
const ACTIVATIONS: ReadonlyMap<string, Output> = new Map([
  ['sigmoid', 'sigmoid'],
  ['softmax', 'softmax'],
  ['linear', 'logits'],
  ['None', 'logits'],
]);
/** Calls that return the network that they are given. */
const WRAPPERS: ReadonlySet<string> = new Set(
  'DataParallel DistributedDataParallel DDP compile prepare wrap script'.split(' '),
);
/** Methods that return the network, or the tensor in another shape, type or place. */
const PASSING: ReadonlySet<string> = new Set(
  (
    'to cuda cpu train eval float double half type view reshape squeeze unsqueeze flatten contiguous permute transpose ' +
    'clone requires_grad_ apply astype'
  ).split(' '),
);
/** Functions of tensors that only change the shape of their first argument. */
const RESHAPING: ReadonlySet<string> = new Set(
  'squeeze flatten reshape unsqueeze permute transpose'.split(' '),
);
/** Longest chain of names that is followed. */
const MOST_STEPS = 12;
const METHODS: ReadonlySet<string> = new Set(['forward', 'call', '__call__']);

/** Follows the values of networks through a file of Python. */
export class Outputs {
  constructor(private readonly file: SourceFile) {}

  /** The kind of the output that an expression holds; null if it is not seen to be one of a network or a squashing function. */
  of(expression: Node, steps = MOST_STEPS): Output | null {
    if (steps === 0) {
      return null;
    }
    switch (expression.type) {
      case 'parenthesized_expression': {
        const [inner] = parts(expression);
        return inner ? this.of(inner, steps) : null;
      }
      case 'identifier': {
        const value = valueAt(expression.text, expression);
        return value ? this.of(value, steps - 1) : null;
      }
      case 'subscript': {
        const whole = expression.childForFieldName('value');
        return whole ? this.of(whole, steps - 1) : null;
      }
      case 'call':
        return this.ofCall(expression, steps - 1);
      default:
        return null;
    }
  }

  /** The kind of the output of a Keras model, a module or a layer. */
  ofNetwork(expression: Node, steps = MOST_STEPS): Output | null {
    if (steps === 0) {
      return null;
    }
    switch (expression.type) {
      case 'identifier':
        return this.ofNamedNetwork(expression, steps);
      case 'attribute': {
        const isOwn = expression.childForFieldName('object')?.text === 'self';
        const name = expression.childForFieldName('attribute')?.text ?? '';
        const value = isOwn ? propertyAt(name, expression) : undefined;
        return value ? this.ofNetwork(value, steps - 1) : null;
      }
      case 'call':
        return this.ofConstructed(expression, steps - 1);
      default:
        return null;
    }
  }

  private ofCall(call: Node, steps: number): Output | null {
    const callee = call.childForFieldName('function');
    if (!callee) {
      return null;
    }
    const path = this.file.syntax.path(callee);
    const name = callee.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee.text;
    const isOfLibrary = !!path && LIBRARIES.has(this.file.names.qualify(path).split('.')[0] ?? '');
    const first = this.argumentsOf(call)[0];
    if (isOfLibrary) {
      const squashed = SQUASHING.get(name ?? '');
      const isReshaping = RESHAPING.has(name ?? '') && !!first;
      return squashed ?? (isReshaping ? this.of(first, steps) : null);
    }
    const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
    if (object && object.text !== 'self') {
      const squashed = SQUASHING.get(name ?? '');
      const isOfTensor =
        squashed !== undefined &&
        this.argumentsOf(call).every(({ type }) => type === 'integer' || type === 'unary_operator');
      if (isOfTensor) {
        return squashed;
      }
      if (name === 'apply') {
        // Flax: `Net().apply(parameters, inputs)`
        return this.ofNetwork(object, steps);
      }
      if (PASSING.has(name ?? '')) {
        return this.of(object, steps);
      }
    }
    return this.ofNetwork(callee, steps);
  }

  private ofNamedNetwork(name: Node, steps: number): Output | null {
    if (name.text === 'self') {
      const own = classAround(name);
      return own ? this.ofClass(own, steps - 1) : null;
    }
    const value = valueAt(name.text, name);
    if (value) {
      const added = lastAdded(name, value);
      return this.ofNetwork(added ?? value, steps - 1);
    }
    // A network that a function is given is that of the file, if it defines a single one.
    const isGiven = value === null && isParameter(name.text, scopeOf(name));
    const [only, other] = isGiven ? this.networks() : [];
    return only && !other ? this.ofClass(only, steps - 1) : null;
  }

  /** The output of the network that a call makes: a layer, layers in a row, a network of the file, or a copy of one on a device. */
  private ofConstructed(call: Node, steps: number): Output | null {
    const callee = call.childForFieldName('function');
    const path = callee ? this.file.syntax.path(callee) : undefined;
    const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee?.text;
    const items = this.argumentsOf(call);
    if (!callee || name === undefined) {
      return null;
    }
    if (path?.length === 1) {
      const own = this.classNamed(name);
      if (own) {
        return this.ofClass(own, steps);
      }
    }
    if (WRAPPERS.has(name) && items[0]) {
      return this.ofNetwork(items[0], steps);
    }
    if (name === 'Sequential') {
      const listed = items.length === 1 && items[0]?.type === 'list' ? parts(items[0]) : items;
      const last = listed.at(-1);
      return last ? this.ofNetwork(last, steps) : null;
    }
    if (KERAS_LAYERS.has(name)) {
      return this.activationOf(call, name);
    }
    if (name === 'Model') {
      const outputs = this.argumentNamed(call, 'outputs') ?? items[1];
      return outputs ? this.of(outputs, steps) : null;
    }
    const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
    if (object && PASSING.has(name)) {
      return this.ofNetwork(object, steps);
    }
    return LAYERS.get(name) ?? null;
  }

  private activationOf(call: Node, name: string): Output | null {
    const positional = this.argumentsOf(call);
    const atPlace = name === 'Activation' ? positional[0] : name === 'Dense' ? positional[1] : undefined;
    const given = this.argumentNamed(call, 'activation') ?? atPlace;
    if (!given) {
      return name === 'Activation' ? null : 'logits';
    }
    const text = this.file.syntax.stringContent(given) ?? this.file.textOf(given).split('.').at(-1) ?? '';
    return ACTIVATIONS.get(text) ?? null;
  }

  /** The output of all returns of a network's class; null where they differ. */
  private ofClass(classNode: Node, steps: number): Output | null {
    const method = classNode
      .descendantsOfType('function_definition')
      .find((each) => METHODS.has(each?.childForFieldName('name')?.text ?? ''));
    const outputs = method ? returnedValues(method).map((value) => this.of(value, steps)) : [];
    const [first = null] = outputs;
    return outputs.every((output) => output === first) ? first : null;
  }

  /** The classes of the file that are networks and no part of another one. */
  private networks(): Node[] {
    const classes = this.file.root
      .descendantsOfType('class_definition')
      .filter(
        (each): each is Node =>
          each !== null && /Module|Model\b|Layer/.test(each.childForFieldName('superclasses')?.text ?? ''),
      )
      .filter((each) => takesOneTensor(each));
    return classes.filter((each) => {
      const name = each.childForFieldName('name')?.text ?? '';
      return !classes.some(
        (other) => other.id !== each.id && new RegExp(String.raw`\b${name}\(`).test(other.text),
      );
    });
  }

  private classNamed(name: string): Node | undefined {
    const [only, other] = this.file.root
      .descendantsOfType('class_definition')
      .filter((each): each is Node => each?.childForFieldName('name')?.text === name);
    return other ? undefined : only;
  }

  private argumentsOf(call: Node): Node[] {
    const list = call.childForFieldName('arguments');
    return list ? parts(list).filter(({ type }) => type !== 'keyword_argument') : [];
  }

  private argumentNamed(call: Node, name: string): Node | undefined {
    return this.file.syntax.call(call)?.slots.find((slot) => slot.name === name)?.value;
  }
}

/** The layer that a model of Keras is given last: `model.add(layer)`, after its assignment and before its use. */
function lastAdded(name: Node, value: Node): Node | undefined {
  return scopeOf(name)
    .descendantsOfType('call')
    .flatMap((call) => {
      const isAdd = call?.childForFieldName('function')?.text === `${name.text}.add`;
      const layer = isAdd ? call.childForFieldName('arguments')?.namedChild(0) : null;
      return layer && layer.startIndex > value.startIndex && layer.startIndex < name.startIndex
        ? [layer]
        : [];
    })
    .at(-1);
}

/** True for a class whose forward pass takes one tensor: a network, and no loss of predictions and targets. */
function takesOneTensor(classNode: Node): boolean {
  const method = classNode
    .descendantsOfType('function_definition')
    .find((each) => METHODS.has(each?.childForFieldName('name')?.text ?? ''));
  const list = method?.childForFieldName('parameters');
  return (
    !!list &&
    parts(list).filter(({ type }) => type === 'identifier' || type === 'typed_parameter').length === 2
  );
}
