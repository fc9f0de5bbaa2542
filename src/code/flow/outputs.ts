import type { Node } from '@vscode/tree-sitter-wasm';
import { returnedValues } from '../losses/returned-values';
import { forwardMethodOf } from '../syntax/forward-methods';
import {
  bare,
  calleeOf,
  classAround,
  isCall,
  isOwnObject,
  memberOf,
  ownProperty,
  scopeOf,
  wholeOf,
} from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { parts } from '../syntax/tree';
import { functionNamed, onlyDefinition, ownMethod } from './definitions';
import { type GivenOut, reshaped, sameOf, squashedBy } from './given-out';
import { lastAdded, replacedHead } from './last-layers';
import { countOfOutputs, givenTo } from './layer-outputs';
import { networksIn } from './networks';
import {
  ACTIVATIONS,
  COMPUTING,
  isOfKnownLibrary,
  KERAS_LAYERS,
  LAYERS,
  LIBRARIES,
  NAMES_IN_SCRIPT,
  type Output,
  PASSING,
  RESHAPING,
  SHAPING,
  SQUASHING,
  WRAPPERS,
} from './operations';
import { isParameter, propertyAt, unpackedAt, valueAt } from './values-given';

/** Longest chain of names that is followed. */
const MOST_STEPS = 12;
/** Networks of segmentation_models_pytorch (0.3 to 0.5), which take the name of their activation. */
const NETWORKS_WITH_ACTIVATION = /^segmentation_models_pytorch\.(?:[A-Z]\w*|create_model)$/;
const SQUASHING_LAYERS: ReadonlySet<Output> = new Set<Output>(['sigmoid', 'softmax']);

/** Matches the qualified name of something imported: its module, with the dots of a relative one, and the name in it. */
const IMPORTED = /^(\.*(?:\w+(?:\.\w+)*(?=\.))?)\.?(\w+)$/;

/** How far an expression is followed yet, and the place in the tuple that a network returns; null for a single tensor. */
interface Way {
  readonly steps: number;
  readonly index: number | null;
}

const WHOLE_WAY: Way = { steps: MOST_STEPS, index: null };

function further({ steps, index }: Way): Way {
  return { steps: steps - 1, index };
}

/** Follows the values of networks through a file. */
export class Outputs {
  /** By the function and the place in its tuple: one that calls itself several times would be followed without end. */
  private readonly known = new Map<string, GivenOut | null>();

  constructor(private readonly file: SourceFile) {}

  /** The output that an expression holds; null if it is not seen to be one of a network or a squashing function. */
  of(expression: Node, way = WHOLE_WAY): GivenOut | null {
    const inner = bare(expression);
    if (way.steps === 0) {
      return null;
    }
    if (inner.type === 'identifier') {
      const value = valueAt(inner.text, inner);
      const part = value ? null : unpackedAt(inner.text, inner);
      if (part) {
        return this.of(part.whole, { steps: way.steps - 1, index: part.index });
      }
      return value ? this.of(value, further(way)) : null;
    }
    const whole = wholeOf(inner);
    if (whole) {
      return reshaped(this.of(whole, further(way)));
    }
    return isCall(inner) ? this.ofCall(inner, further(way)) : null;
  }

  /** The output of a Keras model, a module or a layer. */
  ofNetwork(expression: Node, way = WHOLE_WAY): GivenOut | null {
    const inner = bare(expression);
    if (way.steps === 0) {
      return null;
    }
    if (inner.type === 'identifier' || isOwnObject(inner)) {
      return this.ofNamedNetwork(inner, way);
    }
    const property = ownProperty(inner);
    if (property !== null) {
      const value = propertyAt(property, inner);
      return value ? this.ofNetwork(value, further(way)) : null;
    }
    return isCall(inner) ? this.ofConstructed(inner, further(way)) : null;
  }

  private ofCall(call: Node, way: Way): GivenOut | null {
    const callee = calleeOf(call);
    if (!callee) {
      return null;
    }
    const path = this.file.syntax.path(callee);
    const method = memberOf(callee);
    const name = method?.name ?? callee.text;
    const output = SQUASHING.get(name);
    const squashed = (tensor: Node | undefined): GivenOut | null =>
      output ? squashedBy(output, tensor ? this.of(tensor, way) : null) : null;
    const isOfLibrary = !!path && isOfKnownLibrary(this.file.names.qualify(path));
    const first = this.argumentsOf(call)[0];
    if (isOfLibrary) {
      const isReshaping = RESHAPING.has(name) && !!first;
      return squashed(first) ?? (isReshaping ? reshaped(this.of(first, way)) : null);
    }
    if (method && !isOwnObject(method.object)) {
      const isOfTensor =
        output !== undefined && this.argumentsOf(call).every(({ text }) => /^-?\d+$/.test(text));
      if (isOfTensor) {
        return squashed(method.object);
      }
      if (COMPUTING.has(name)) {
        // `model.predict(inputs)`, and `Net().apply(parameters, inputs)` of Flax
        return this.ofNetwork(method.object, way);
      }
      if (PASSING.has(name)) {
        const given = this.of(method.object, way);
        return SHAPING.has(name) ? reshaped(given) : given;
      }
    }
    return this.ofNetwork(callee, way);
  }

  private ofNamedNetwork(name: Node, way: Way): GivenOut | null {
    if (isOwnObject(name)) {
      const own = classAround(name);
      return own ? this.ofClass(own, further(way)) : null;
    }
    const value = valueAt(name.text, name);
    if (value) {
      const added = lastAdded(name, value) ?? replacedHead(name, value, this.file);
      return this.ofNetwork(added ?? value, further(way));
    }
    // A network that a function is given is that of the file, if it defines a single one.
    const isGiven = value === null && isParameter(name.text, scopeOf(name));
    const [only, other] = isGiven ? networksIn(this.file) : [];
    return only && !other ? this.ofClass(only, further(way)) : null;
  }

  /** The output of the network that a call makes: a layer, layers in a row, a network of the file, or one of these in another place. */
  private ofConstructed(call: Node, way: Way): GivenOut | null {
    const callee = calleeOf(call);
    if (!callee) {
      return null;
    }
    const path = this.file.syntax.path(callee);
    const member = memberOf(callee);
    const isOfScript = !!path && /^(?:tf|@tensorflow\/tfjs[\w-]*)\./.test(this.file.names.qualify(path));
    const word = member?.name ?? callee.text;
    const name = (isOfScript && NAMES_IN_SCRIPT.get(word)) || word;
    const items = this.argumentsOf(call);
    const own = path?.length === 1 ? onlyDefinition(name, 'class', this.file.root) : undefined;
    const method = ownMethod(callee);
    if (method) {
      return this.ofReturns(method, way, (value) => this.ofNetwork(value, way));
    }
    const made = path && this.ofDefinition(path, way);
    if (made !== undefined) {
      return (
        made && { ...made, classes: own && made.classes ? givenTo(own, call, made.classes, this.file) : null }
      );
    }
    if (WRAPPERS.has(name) && items[0]) {
      return this.ofNetwork(items[0], way);
    }
    if (name === 'Sequential') {
      const list = this.argumentNamed(call, 'layers') ?? (items.length === 1 ? items[0] : undefined);
      const listed = list && /^(?:list|array)$/.test(list.type) ? parts(list) : items;
      const [last, before] = [listed.at(-1), listed.at(-2)];
      const given = last ? this.ofNetwork(last, way) : null;
      return given && SQUASHING_LAYERS.has(given.output) && !given.classes && before
        ? squashedBy(given.output, this.ofNetwork(before, way))
        : given;
    }
    if (KERAS_LAYERS.has(name)) {
      return this.layerOf(call, this.activationOf(call, name));
    }
    if (name === 'Model') {
      const outputs = this.argumentNamed(call, 'outputs') ?? items[1];
      return outputs ? this.of(outputs, way) : null;
    }
    if (member && PASSING.has(name)) {
      return this.ofNetwork(member.object, way);
    }
    if (path && NETWORKS_WITH_ACTIVATION.test(this.file.names.qualify(path))) {
      return this.ofLibrary(call);
    }
    return this.layerOf(call, LAYERS.get(name) ?? null);
  }

  /** The output of the network that a class or function of the file makes, or one that it imports; undefined where neither is seen. */
  private ofDefinition(path: readonly string[], way: Way): GivenOut | null | undefined {
    const [name = '', more] = path;
    const own = more === undefined && onlyDefinition(name, 'class', this.file.root);
    if (own) {
      return this.ofClass(own, way);
    }
    const maker = more === undefined && functionNamed(name, this.file.root);
    return maker
      ? this.ofReturns(maker, way, (value) => this.ofNetwork(value, way))
      : this.ofOtherFile(path, way);
  }

  private ofOtherFile(path: readonly string[], way: Way): GivenOut | undefined {
    const [, module = '', name = ''] = IMPORTED.exec(this.file.names.qualify(path)) ?? [];
    const isImported = way.steps > 0 && this.file.names.has(path[0] ?? '');
    const isAsked = isImported && module !== '' && !LIBRARIES.has(module.split('.')[0] ?? '');
    const file = isAsked ? this.file.imported(module) : null;
    const given = file && new Outputs(file).ofDefinition([name], further(way));
    // The layer stands in the other file, where no fault of this one is shown.
    return given ? { ...given, layer: null, classes: null } : undefined;
  }

  private layerOf(layer: Node, output: Output | null): GivenOut | null {
    return output && { output, layer, isReshaped: false, classes: countOfOutputs(layer, this.file) };
  }

  /** The output of a network of a library, which has its activation as an argument: none by default. */
  private ofLibrary(call: Node): GivenOut | null {
    const given = this.argumentNamed(call, 'activation');
    const text = given && (this.file.syntax.stringContent(given) ?? this.file.textOf(given));
    const output = ACTIVATIONS.get(text ?? 'None') ?? null;
    const classes = this.argumentNamed(call, 'classes') ?? null;
    return output && { output, layer: null, isReshaped: false, classes };
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
  private ofClass(classNode: Node, way: Way): GivenOut | null {
    const method = forwardMethodOf(classNode);
    return method ? this.ofReturns(method, way, (value) => this.ofReturned(value, way)) : null;
  }

  private ofReturns(
    definition: Node,
    { index }: Way,
    outputOf: (value: Node) => GivenOut | null,
  ): GivenOut | null {
    const key = `${definition.id} ${index}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    this.known.set(key, null);
    const found = sameOf(returnedValues(definition).map(outputOf));
    this.known.set(key, found);
    return found;
  }

  private ofReturned(value: Node, { steps, index }: Way): GivenOut | null {
    const isTuple = value.type === 'expression_list' || value.type === 'tuple';
    const part = index !== null && isTuple ? parts(value)[index] : value;
    return part ? this.of(part, { steps, index: isTuple ? null : index }) : null;
  }

  private argumentsOf(call: Node): Node[] {
    const list = call.childForFieldName('arguments');
    return list ? parts(list).filter(({ type }) => type !== 'keyword_argument' && type !== 'object') : [];
  }

  private argumentNamed(call: Node, name: string): Node | undefined {
    return this.file.syntax.call(call)?.slots.find((slot) => slot.name === name)?.value;
  }
}
