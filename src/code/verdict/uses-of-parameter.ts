import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { forEachNode, type ProgramNode } from '../run/language/program-nodes';
import { propertiesHolding } from './settings-objects';

/** The uses that a function makes of one of its parameters, or of the property of an object that it is kept in. */
interface Uses {
  /** True if each use is the exponent of a power, beside conditions. */
  readonly isExponent: boolean;
  /** True if each use hands its entries on as keyword arguments. */
  readonly isUnpacked: boolean;
  /** True if it is a factor, and 1 − it another: the weight of one side and that of the other. */
  readonly isBalance: boolean;
  /** True if its length, items or single entries are asked for. */
  readonly isList: boolean;
  /** True if an array is made of it. */
  readonly isOfArray: boolean;
  /** True if it is the number of items of a list or tensor that the code makes. */
  readonly isCount: boolean;
  /** True if it is the number of columns of one-hot targets. */
  readonly isColumnCount: boolean;
  /** True if an attribute or method of it is asked for. */
  readonly hasAttributes: boolean;
  /** True if it selects elements of tensors: `logits[mask > 0]`. */
  readonly isSelector: boolean;
  /** The texts that it is compared with. */
  readonly texts: readonly string[];
}

/**
 * The uses that functions make of a parameter.
 *
 * @param definitions the functions in which it or the property of the same name is read
 * @param textOf the text that an expression is, also by its name; null for anything else
 */
export function usesOf(
  { name }: Parameter,
  definitions: readonly FunctionDefinition[],
  textOf: (expression: Expression) => string | null,
): Uses {
  const properties = new Set(definitions.flatMap((definition) => propertiesHolding(name, definition)));
  const exponents = new Set<ProgramNode>();
  const unpacked = new Set<ProgramNode>();
  const asides = new Set<ProgramNode>();
  const texts = new Set<string>();
  const masks = new Set<string>();
  let isFactor = false;
  let isComplement = false;
  let isSelector = false;
  let isList = false;
  let isOfArray = false;
  let isCount = false;
  let isColumnCount = false;
  let hasAttributes = false;
  let all: ProgramNode[] = [];
  for (const definition of definitions) {
    const isOwn = definition.parameters.some((parameter) => parameter.name === name);
    const isUse = (node: ProgramNode | undefined): boolean =>
      (node?.type === 'name' && isOwn && node.name === name) ||
      (node?.type === 'attribute' && node.object.type === 'name' && properties.has(node.name));
    const isMask = (node: Expression): boolean =>
      isUse(node) ||
      (node.type === 'name' && masks.has(node.name)) ||
      (keepsOnes(node) && isUse(node.first)) ||
      (node.type === 'call' &&
        node.callee.type === 'attribute' &&
        node.callee.name === 'bool' &&
        isUse(node.callee.object));
    forEachNode(definition.body, (node) => {
      all = isUse(node) ? [...all, node] : all;
      switch (node.type) {
        case 'attribute':
          hasAttributes ||= isUse(node.object);
          break;
        case 'binary':
          if (node.operator === '**') {
            exponents.add(node.right);
          }
          isFactor ||= node.operator === '*' && (isUse(node.left) || isUse(node.right));
          isComplement ||= node.operator === '-' && isOne(node.left) && isUse(node.right);
          // `[1.0] * classes`
          isCount ||= node.operator === '*' && node.left.type === 'sequence' && isUse(node.right);
          break;
        case 'call': {
          const { callee } = node;
          const called = callee.type === 'attribute' || callee.type === 'name' ? callee.name : '';
          const values = node.arguments.map(({ value }) => value);
          const last = values.at(-1);
          if (/^pow(?:er)?$/.test(called) && last) {
            exponents.add(last);
          }
          for (const { value } of node.arguments.filter((argument) => argument.kind === 'mapping')) {
            unpacked.add(value);
          }
          isList ||= ITERATING.has(called) && values.some(isUse);
          isOfArray ||= OF_LISTS.has(called) && values.slice(0, 1).some(isUse);
          isCount ||= sizesIn(called, values).some(isUse);
          isColumnCount ||= columnsIn(called, values).some(isUse);
          break;
        }
        case 'assign':
          asides.add(node.value);
          for (const target of node.targets) {
            if (target.type === 'name' && isMask(node.value)) {
              masks.add(target.name);
            }
          }
          for (const target of node.targets) {
            asides.add(target);
          }
          break;
        case 'comparison': {
          const operands = [node.first, ...node.rest.map(({ operand }) => operand)];
          if (operands.some(isUse)) {
            for (const operand of operands) {
              asides.add(operand);
              for (const text of textsIn(operand, textOf)) {
                texts.add(text);
              }
            }
          }
          break;
        }
        case 'subscript':
          isList ||= isUse(node.object) && textOf(node.index) === null;
          isSelector ||= isMask(node.index);
          break;
        case 'for':
          isList ||= isUse(node.items);
          break;
      }
    });
  }
  const telling = all.filter((node) => !asides.has(node));
  const areAllIn = (nodes: ReadonlySet<ProgramNode>): boolean =>
    telling.length > 0 && telling.every((node) => nodes.has(node));
  return {
    isExponent: areAllIn(exponents),
    isUnpacked: areAllIn(unpacked),
    isBalance: isFactor && isComplement,
    isList,
    isOfArray,
    isCount,
    isColumnCount,
    hasAttributes,
    isSelector,
    texts: [...texts],
  };
}

function isOne(node: Expression): boolean {
  return node.type === 'constant' && Number(node.value) === 1;
}

/** True for a comparison that holds for 1 and not for 0. */
function keepsOnes(node: Expression): node is Expression & { readonly type: 'comparison' } {
  const [only, another] = node.type === 'comparison' ? node.rest : [];
  const { operand } = only ?? {};
  const number = operand?.type === 'constant' ? Number(operand.value) : Number.NaN;
  switch (another ? null : only?.operator) {
    case '>':
      return number >= 0 && number < 1;
    case '>=':
      return number > 0 && number <= 1;
    case '==':
      return number === 1;
    case '!=':
      return number === 0;
    default:
      return false;
  }
}

/** Functions that ask for the items of what they are given. */
const ITERATING = new Set(['len', 'enumerate', 'zip', 'sum', 'max', 'min']);

/** Functions that make an array of what they are given first. */
const OF_LISTS = new Set(['tensor', 'as_tensor', 'Tensor', 'FloatTensor', 'array', 'asarray']);

/** Functions that make a tensor of the size that they are given, as one argument or, but for a filling, as several. */
const MAKING = new Set(['full', 'ones', 'zeros', 'empty']);

/** The sizes of the tensor that a call makes. */
export function sizesIn(called: string, values: readonly Expression[]): readonly Expression[] {
  const [first] = values;
  if (!first || !MAKING.has(called)) {
    return [];
  }
  return first.type === 'sequence' ? first.items : called === 'full' ? [first] : values;
}

/** The number of columns of the one-hot rows that a call makes. */
export function columnsIn(called: string, values: readonly Expression[]): readonly Expression[] {
  return called === 'one_hot' ? values.slice(1, 2) : called === 'eye' ? values.slice(0, 1) : [];
}

/** The texts that an operand of a comparison is or holds. */
function textsIn(operand: Expression, textOf: (expression: Expression) => string | null): string[] {
  const items = operand.type === 'sequence' ? operand.items : [operand];
  return items.flatMap((item) => textOf(item) ?? []);
}
