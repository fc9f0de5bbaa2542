import type { Node } from '@vscode/tree-sitter-wasm';
import type { Definition } from '../syntax/constructs';
import { FORWARD_METHODS } from '../syntax/forward-methods';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';
import { mayModulate } from '../syntax/worth-parsing';
import { type FocalDefinition, FocalDefinitions } from './focal-definitions';
import { extentsOf } from './inline-losses';
import { isFocalLossName, isNameOfLoss, parameterOfName, wordsOfName } from './names';

const TYPES: Readonly<Record<'python' | 'script', readonly string[]>> = {
  python: ['function_definition', 'class_definition', 'lambda'],
  script: [
    'function_declaration',
    'function_expression',
    'generator_function_declaration',
    'generator_function',
    'arrow_function',
    'method_definition',
    'class_declaration',
    'abstract_class_declaration',
    'class',
  ],
};

/**
 * The focal losses among the functions, classes and methods of a file, wherever they stand. Of those within one another the outer
 * one counts: a function that returns the loss, a class whose method computes it. The inner one counts where the outer one only
 * looks like a loss because it has one in it.
 */
export function definedLossesIn(file: SourceFile): FocalDefinition[] {
  const definitions = new FocalDefinitions(file, mayModulate(file.text));
  const found = withoutDeepOnes(
    nodesOfTypes(file.root, ...TYPES[file.grammar === 'python' ? 'python' : 'script']),
  ).flatMap((node): FocalDefinition[] => {
    const definition = file.syntax.definition(node);
    const focal = definition && definitions.of(definition);
    return focal && isWritten(focal, file) ? [focal] : [];
  });
  const named = outermost(
    found.filter(({ isNamed }) => isNamed),
    file,
  );
  const unnamed = outermost(
    found.filter(({ isNamed }) => !isNamed),
    file,
  );
  return [...named, ...unnamed.filter((focal) => !named.some((other) => overlap(focal, other)))];
}

/** Definitions within more of them than this are not looked at: the way from such a node to its parent is long. */
const DEEPEST = 60;

/** @param nodes in the order in which they start */
function withoutDeepOnes(nodes: readonly Node[]): Node[] {
  const ends: number[] = [];
  return nodes.filter(({ startIndex, endIndex }) => {
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= startIndex) {
      ends.pop();
    }
    return ends.push(endIndex) <= DEEPEST;
  });
}

function outermost(found: readonly FocalDefinition[], file: SourceFile): FocalDefinition[] {
  const ofParameters = differentiatedIn(file);
  const extents = extentsOf(found.map(({ definition }) => definition.node));
  const innerOf = ({ startIndex, endIndex }: Node): FocalDefinition[] =>
    found.filter((_, at) => {
      const inner = extents[at];
      return inner !== undefined && startIndex <= inner.startIndex && inner.endIndex <= endIndex;
    });
  const withoutHolders = found.filter(
    (focal) =>
      !isHolder(focal, innerOf(focal.definition.node)) &&
      !ofParameters.some((each) => isWithin(each, focal.definition.node)),
  );
  const nodes = new Set(withoutHolders.map(({ definition }) => definition.node.id));
  return withoutHolders.filter(({ definition }) =>
    [...ancestors(definition.node)].every(({ id }) => !nodes.has(id)),
  );
}

function overlap(one: FocalDefinition, other: FocalDefinition): boolean {
  const [first, second] = [one.definition.node, other.definition.node];
  return isWithin(first, second) || isWithin(second, first);
}

/** Matches the name of a function that JAX differentiates by the parameters of a network, and the decorator of one. */
const DIFFERENTIATED = /\b(?:value_and_grad|grad)\(\s*(\w+)/g;
const DECORATOR = /^@(?:jax|nnx|eqx)\.(?:filter_)?(?:value_and_grad|grad)\b/;

/**
 * The functions of a file of Python that JAX differentiates and that take the parameters of a network alone. They make the tensors
 * of their loss themselves, so that the loss is inline code.
 */
function differentiatedIn(file: SourceFile): Node[] {
  if (file.grammar !== 'python' || !/grad\b/.test(file.text)) {
    return [];
  }
  const names = new Set([...file.text.matchAll(DIFFERENTIATED)].map(([, name]) => name));
  const isDecorated = ({ parent }: Node): boolean =>
    parent?.type === 'decorated_definition' &&
    parts(parent).some(({ type, text }) => type === 'decorator' && DECORATOR.test(text));
  return nodesOfTypes(file.root, 'function_definition')
    .filter((node) => names.has(node.childForFieldName('name')?.text) || isDecorated(node))
    .filter((node) => file.syntax.definition(node)?.parameters.length === 1);
}

const SETTINGS: ReadonlySet<string> = new Set(
  'config configuration cfg conf settings params parameters args arguments options opts hparams'.split(' '),
);

/** Methods that compute a loss. */
const METHODS: ReadonlySet<string> = new Set([...FORWARD_METHODS, 'apply', 'compute']);
/** This method makes a class a loss only if the class is named a loss: trainers and heads of detectors have it too. */
const METHOD_OF_NAMED = 'loss';

/**
 * True for what is written as a loss: by its name, or as a function of predictions and targets, one that has such a function in it,
 * or a class with such a method. Other code with γ in it is a step of training, or something else.
 */
function isWritten({ definition }: FocalDefinition, { syntax }: SourceFile): boolean {
  if (isSettings(definition)) {
    return false;
  }
  if (isFocalLossName(definition.name ?? '')) {
    return true;
  }
  const inner = definition.node
    .descendantsOfType([...TYPES.python, ...TYPES.script])
    .flatMap((node): Definition[] => {
      const found = node && !isSame(node, definition.node) ? syntax.definition(node) : undefined;
      return found?.form === 'function' ? [found] : [];
    });
  return definition.form === 'function'
    ? takesTwoTensors(definition) || inner.some(takesTwoTensors)
    : inner.some((method) => isMethodOfLoss(method, definition) && takesTwoTensors(method));
}

function isMethodOfLoss({ name = '' }: Definition, owner: Definition): boolean {
  return METHODS.has(name) || (name === METHOD_OF_NAMED && isNameOfLoss(owner.name ?? ''));
}

/** True for a class of settings: it has no function, and its name says so. */
function isSettings({ form, name = '', node }: Definition): boolean {
  return (
    form === 'class' &&
    wordsOfName(name).some((word) => SETTINGS.has(word)) &&
    node.descendantsOfType(['function_definition', 'method_definition']).length === 0
  );
}

function takesTwoTensors({ parameters }: Definition): boolean {
  const tensors = parameters.filter(
    ({ name = '', value }) => !value && !['', 'self', 'cls'].includes(name) && !parameterOfName(name),
  );
  return tensors.length >= 2;
}

/** True for a definition without the name of a loss that has the loss in it, and does not return it. */
function isHolder({ definition }: FocalDefinition, within: readonly FocalDefinition[]): boolean {
  if (isFocalLossName(definition.name ?? '')) {
    return false;
  }
  const { node } = definition;
  const inner = within.filter((other) => !isSame(other.definition.node, node));
  if (definition.form === 'class') {
    return inner.some((other) => isFocalLossName(other.definition.name ?? ''));
  }
  return inner.length > 0 && !inner.some((other) => isReturned(other, node));
}

function isReturned({ definition }: FocalDefinition, outer: Node): boolean {
  const { name, node } = definition;
  return outer
    .descendantsOfType('return_statement')
    .some(
      (statement) =>
        statement &&
        (isWithin(node, statement) ||
          (!isWithin(statement, node) &&
            statement
              .descendantsOfType(['identifier', 'shorthand_property_identifier'])
              .some((word) => word?.text === name))),
    );
}

function isWithin(node: Node, outer: Node): boolean {
  return outer.startIndex <= node.startIndex && node.endIndex <= outer.endIndex;
}
