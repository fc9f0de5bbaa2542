import type { Node } from '@vscode/tree-sitter-wasm';
import type { InlineLoss } from '../losses/inline-losses';
import { parameterOfName } from '../losses/names';
import { targetOf } from '../losses/tensor-statements';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import { placeOf } from '../run/language/places';
import type { Parameter } from '../run/language/program';
import { readExpression } from '../run/language/python/read-expression';
import { Raised } from '../run/language/raised';
import type { Scope } from '../run/language/scope';
import { UnknownValue, type Value } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { isSame, nodesOfTypes, parts } from '../syntax/tree';
import { kindOfParameter, type ParameterKind } from './parameters';

/** The settings of the statements of an inline loss. */
export interface InlineSettings {
  /** γ, α, and those whose value is not known. */
  readonly settings: readonly Parameter[];
  /** The names of settings by the places of the expressions that they stand for, from `keyOf`. */
  readonly names: ReadonlyMap<string, string>;
  /** The numbers that statements give to the names of settings. */
  readonly constants: ReadonlyMap<string, Node>;
}

/** Settings that a loss is given by their names where their value is not known. */
const NEEDED: ReadonlySet<ParameterKind> = new Set([
  'classCount',
  'device',
  'epsilon',
  'ignoredTarget',
  'classWeights',
  'positiveWeight',
  'smoothing',
]);

/** The place of an expression, as the key of a map. */
export function keyOf({ startIndex, endIndex }: Node): string {
  return `${startIndex} ${endIndex}`;
}

/** Finds the settings among the names and attributes that the statements of an inline loss read. */
export function inlineSettings(
  loss: InlineLoss,
  file: SourceFile,
  scope: Scope,
  interpreter: Interpreter,
): InlineSettings {
  const constants = new Map(loss.statements.flatMap(constantSettingOf));
  const set = new Set(loss.statements.map(targetOf).filter((name) => !constants.has(name ?? '')));
  const valueAt = (node: Node): Value => {
    const constant = constants.get(file.textOf(node));
    try {
      return interpreter.evaluate(readExpression(constant ?? node), scope);
    } catch (error) {
      if (error instanceof NotUnderstood || error instanceof Raised) {
        return new UnknownValue(file.textOf(node), 'parameter');
      }
      throw error;
    }
  };
  const settings: Parameter[] = [];
  const names = new Map<string, string>();
  const add = (name: string, nodes: readonly Node[]): void => {
    const [node] = nodes;
    const value = node && valueAt(node);
    const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
    if (!node || (number === null && !(value instanceof UnknownValue))) {
      return;
    }
    const place = placeOf(node);
    const byDefault = number === null ? null : ({ place, type: 'constant', value: number } as const);
    settings.push({ name, kind: 'usual', default: byDefault, annotation: null, place });
    for (const each of nodes) {
      names.set(keyOf(each), name);
    }
  };
  const read = loss.statements.flatMap((statement) => settingsReadIn(statement, file));
  const withText = (node: Node): Node[] => read.filter((other) => file.textOf(other) === file.textOf(node));
  const { gamma } = loss;
  add('gamma', gamma.type === 'integer' || gamma.type === 'float' ? [gamma] : withText(gamma));
  const alphas = read.filter(
    (node) => kindAt(node, file) === 'alpha' && !(node.type === 'identifier' && set.has(node.text)),
  );
  const [alpha] = alphas;
  if (alpha && withText(alpha).length === alphas.length) {
    add('alpha', alphas);
  }
  for (const node of read) {
    const name = file.syntax.path(node)?.join('.') ?? '';
    const isNeeded = name.includes('.') && NEEDED.has(kindAt(node, file));
    if (isNeeded && !names.has(keyOf(node)) && valueAt(node) instanceof UnknownValue) {
      add(name, withText(node));
    }
  }
  return { settings, names, constants };
}

/** The name and value of `gamma = 2.0`. */
function constantSettingOf(statement: Node): [string, Node][] {
  const target = targetOf(statement);
  const [assignment] = parts(statement);
  const value = assignment?.childForFieldName('right');
  const isNumber = value?.type === 'float' || value?.type === 'integer';
  return target !== undefined && value && isNumber && parameterOfName(target) ? [[target, value]] : [];
}

function kindAt(node: Node, file: SourceFile): ParameterKind {
  return kindOfParameter({ name: file.syntax.path(node)?.at(-1) ?? '' });
}

/** The names and the whole attributes that a statement reads and does not call. */
function settingsReadIn(statement: Node, file: SourceFile): Node[] {
  return nodesOfTypes(statement, 'identifier', 'attribute', 'subscript').filter((node) => {
    const { parent } = node;
    const isPart =
      (parent?.type === 'attribute' && !isMethod(parent)) ||
      (parent?.type === 'subscript' && file.syntax.path(parent) !== undefined);
    const isName = parent?.type === 'keyword_argument' && isSame(parent.childForFieldName('name'), node);
    const isAttribute = parent?.type === 'attribute' && isSame(parent.childForFieldName('attribute'), node);
    const isTarget =
      /^(?:pattern_list|tuple_pattern)$/.test(parent?.type ?? '') ||
      (/assignment$/.test(parent?.type ?? '') && isSame(parent?.childForFieldName('left'), node));
    const isCallee = isSame(parent?.childForFieldName('function'), node);
    const isRead = !(isPart || isName || isAttribute || isTarget || isCallee);
    return isRead && file.syntax.path(node) !== undefined;
  });
}

/** True for the `self.alpha.to` of a call. */
function isMethod(attribute: Node): boolean {
  return isSame(attribute.parent?.childForFieldName('function'), attribute);
}
