import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { Raised } from '../run/language/raised';
import type { FunctionValue } from '../run/language/values';
import { isCountName, isTensor, kindOfParameter, type ToldParameter } from './parameters';
import { usesOf } from './uses-of-parameter';

/**
 * Parameters with what the code does with them where the names do not tell it: γ is what is the exponent alone, whatever it is called; β is
 * an α where it is a factor beside 1 − β; a
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
  const hasAlpha = parameters.some((parameter) => kindOfParameter(parameter) === 'alpha');
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
    const {
      isBalance,
      isExponent,
      isUnpacked,
      isList,
      isOfArray,
      isCount,
      isColumnCount,
      isSelector,
      texts,
    } = uses;
    if (isExponent && !hasGamma) {
      hasGamma = true;
      return { ...parameter, role: 'gamma' };
    }
    if (kind === 'other' && !isExponent && (isColumnCount || (isNeeded && isCount))) {
      return { ...parameter, role: 'classCount' };
    }
    if (isNeeded && isBalance && BALANCES.test(parameter.name) && !hasAlpha) {
      return { ...parameter, role: 'alpha' };
    }
    if (isNeeded && (isExponent || isUnpacked)) {
      return { ...parameter, role: isExponent ? 'exponent' : 'keywords' };
    }
    if (isNeeded && kind === 'alpha' && isDocumentedPerClass(parameter, definitions)) {
      return { ...parameter, isPerClass: true };
    }
    if (isNeeded && kind === 'other' && (isList || isOfArray) && COUNTS.test(parameter.name)) {
      return { ...parameter, role: 'examplesPerClass' };
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

/** Matches other names of α; targets are a factor beside 1 − them too. */
const BALANCES = /^(?:beta|β|balance)$/i;

/** Matches names of numbers of examples. */
const COUNTS = /(?:^|_)(?:counts|frequencies|freqs)$/i;

/** True if the text of a function or the annotation says that a parameter is a list or an array. */
function isDocumentedPerClass(
  { name, annotation }: Parameter,
  definitions: readonly FunctionDefinition[],
): boolean {
  const described = new RegExp(
    String.raw`\b${name}\b\s*(?:\([^()\n]*)?[:\s-]*(?:an? )?(?:list|tuple|sequence|array|np\.array|ndarray)\b(?!\s*(?:or\b|\||/|,\s*(?:float|int|number|scalar)))`,
    'i',
  );
  const shaped = new RegExp(
    String.raw`\b${name}\b[^\n]*\bshape\b\W{0,3}(?:is|of|:)?\s*[([]\s*(?:C|K|n_?class\w*|num_?class\w*)\s*,?\s*[)\]]`,
    'i',
  );
  return (
    /^\s*(?:typing\.)?(?:list|sequence|tuple)\b/i.test(annotation ?? '') ||
    definitions.some(({ body: [first] }) => {
      const text = first?.type === 'expression' && first.value.type === 'constant' ? first.value.value : null;
      return typeof text === 'string' && (described.test(text) || shaped.test(text));
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
