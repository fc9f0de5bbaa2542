import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { forEachNode, type ProgramNode } from '../run/language/program-nodes';
import { Raised } from '../run/language/raised';
import type { FunctionValue } from '../run/language/values';
import { isCountName, isTensor, kindOfParameter, type ToldParameter } from './parameters';
import { propertiesHolding } from './settings-objects';

/** The uses that a function makes of one of its parameters, or of the property of an object that it is kept in. */
interface Uses {
  /** True if each use is the exponent of a power, beside conditions. */
  readonly isExponent: boolean;
  /** True if each use hands its entries on as keyword arguments. */
  readonly isUnpacked: boolean;
  /** True if its length, items or single entries are asked for. */
  readonly isList: boolean;
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
 * Parameters with what the code does with them where the names do not tell it: γ is what is the exponent alone, whatever it is called; a
 * number of classes whose entries are taken is a list of counts; a number of items that the code makes is one of classes; a value that is
 * compared with texts is one of them; and settings that are handed on may be none.
 *
 * @param definitions the functions in which the parameters or the properties of the same name are read
 * @param textOf the text that an expression is, also by its name; null for anything else
 */
export function toldByUse(
  parameters: readonly Parameter[],
  definitions: readonly FunctionDefinition[],
  textOf: (expression: Expression) => string | null,
): ToldParameter[] {
  let hasGamma = parameters.some((parameter) => kindOfParameter(parameter) === 'gamma');
  const told = parameters.map((parameter): ToldParameter => {
    const kind = kindOfParameter(parameter);
    const isNeeded = parameter.default === null;
    if (kind === 'classCount' && isNeeded) {
      const isAnnotated = /\b(?:list|sequence|tuple|ndarray)\b/i.test(parameter.annotation ?? '');
      return isAnnotated || usesOf(parameter, definitions, textOf).isList
        ? { ...parameter, role: 'examplesPerClass' }
        : parameter;
    }
    if (kind === 'normaliser' && isNeeded) {
      const isArray =
        /\bTensor\b/.test(parameter.annotation ?? '') || usesOf(parameter, definitions, textOf).hasAttributes;
      return { ...parameter, isArray };
    }
    if (kind !== 'other' && kind !== 'alpha' && kind !== 'lossType') {
      return parameter;
    }
    const uses = usesOf(parameter, definitions, textOf);
    const { isExponent, isUnpacked, isCount, isColumnCount, isSelector, texts } = uses;
    if (isExponent && !hasGamma) {
      hasGamma = true;
      return { ...parameter, role: 'gamma' };
    }
    if (kind === 'other' && !isExponent && (isColumnCount || (isNeeded && isCount))) {
      return { ...parameter, role: 'classCount' };
    }
    if (isNeeded && (isExponent || isUnpacked)) {
      return { ...parameter, role: isExponent ? 'exponent' : 'keywords' };
    }
    if (isNeeded && kind === 'alpha' && isDocumentedPerClass(parameter, definitions)) {
      return { ...parameter, isPerClass: true };
    }
    if (isNeeded && kind === 'other' && isSelector) {
      return { ...parameter, isMask: true };
    }
    if (texts.length === 0) {
      return parameter;
    }
    return { ...parameter, ...(isNeeded ? { role: 'lossType' } : {}), choices: texts };
  });
  return withTargets(withEffectiveNumbers(told));
}

/** True if the text of a function or the annotation says that a parameter is a list or an array. */
function isDocumentedPerClass(
  { name, annotation }: Parameter,
  definitions: readonly FunctionDefinition[],
): boolean {
  const described = new RegExp(
    String.raw`\b${name}\b\s*(?:\([^()\n]*)?[:\s-]*(?:an? )?(?:list|tuple|sequence|array|np\.array|ndarray)\b(?!\s*(?:or\b|\||/|,\s*(?:float|int|number|scalar)))`,
    'i',
  );
  return (
    /^\s*(?:typing\.)?(?:list|sequence|tuple)\b/i.test(annotation ?? '') ||
    definitions.some(({ body: [first] }) => {
      const text = first?.type === 'expression' && first.value.type === 'constant' ? first.value.value : null;
      return typeof text === 'string' && described.test(text);
    })
  );
}

/** `beta` beside counts of the classes is that of the effective number of examples. */
function withEffectiveNumbers(parameters: readonly ToldParameter[]): ToldParameter[] {
  const hasCounts = parameters.some((parameter) => kindOfParameter(parameter) === 'examplesPerClass');
  return parameters.map((parameter) =>
    hasCounts && parameter.name === 'beta' ? { ...parameter, role: 'effectiveNumber' } : parameter,
  );
}

/** `objects` and `positives` name the targets where nothing else does, and otherwise their number. */
function withTargets(parameters: readonly ToldParameter[]): ToldParameter[] {
  const [predictions, another] = parameters.filter(isTensor);
  const isAlone = predictions && !another && kindOfParameter(predictions) === 'predictions';
  const targets = isAlone ? parameters.find(isObjects) : undefined;
  return parameters.map((parameter) =>
    parameter === targets ? { ...parameter, role: 'targets' } : parameter,
  );
}

function isObjects(parameter: ToldParameter): boolean {
  return (
    parameter.default === null && kindOfParameter(parameter) === 'normaliser' && !isCountName(parameter.name)
  );
}

function usesOf(
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
  let isSelector = false;
  let isList = false;
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
    isList,
    isCount,
    isColumnCount,
    hasAttributes,
    isSelector,
    texts: [...texts],
  };
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

/** Functions that make a tensor of the size that they are given first. */
const MAKING = new Set(['full', 'ones', 'zeros', 'empty']);

/** The sizes of the tensor that a call makes. */
export function sizesIn(called: string, [first]: readonly Expression[]): readonly Expression[] {
  return first && MAKING.has(called) ? (first.type === 'sequence' ? first.items : [first]) : [];
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

/** The text that an expression in a function is, written there or by a name that the function sees; null for anything else. */
export function textsSeenFrom(
  { scope }: FunctionValue,
  interpreter: Interpreter,
): (expression: Expression) => string | null {
  return (expression) => {
    if (expression.type === 'constant') {
      return typeof expression.value === 'string' ? expression.value : null;
    }
    if (expression.type !== 'name') {
      return null;
    }
    try {
      const value = interpreter.evaluate(expression, scope);
      return typeof value === 'string' ? value : null;
    } catch (error) {
      if (error instanceof NotUnderstood || error instanceof Raised) {
        return null;
      }
      throw error;
    }
  };
}
