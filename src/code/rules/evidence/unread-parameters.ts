import type { Node } from '@vscode/tree-sitter-wasm';
import { FORWARD_METHODS, forwardMethodOf, isForwardMethod } from '../../syntax/forward-methods';
import { isSame, nodesOfTypes, parts } from '../../syntax/tree';
import { kindOfParameter, type ParameterKind } from '../../verdict/parameters';
import type { LossSubject, TextRange } from '../rule';
import { ReadValues } from './read-values';

/** Settings that change the loss of every batch, or of one that has what they are about. */
const OF_LOSS: ReadonlySet<ParameterKind> = new Set([
  'alpha',
  'gamma',
  'classWeights',
  'positiveWeight',
  'smoothing',
  'ignoredTarget',
  'epsilon',
  'reduction',
] as const);
/** Bases that read no attribute of a loss. */
const PLAIN_BASES = /^\((?:(?:torch\.)?nn\.)?Module\)$|^\((?:[\w.]+\.)?(?:Loss|Layer)\)$|^\(object\)$|^\(\)$/;
/** Code that may read any attribute or parameter by its name. */
const READS_ALL = /\b(?:getattr|setattr|global|nonlocal|vars|locals|__dict__|eval|exec)\b/;
/** Words of a comment or docstring that says so of a parameter. */
const SAID =
  /unused|not used|ignored|no effect|compatib|deprecat|reserved|interface|signature|未使用|兼容|忽略/i;

/** The base of a loss of Keras, which reduces what the loss returns by an attribute of its own. */
const REDUCES = /\bLoss\)$/;

/** A parameter that the code takes and never reads. */
interface Unread {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly at: TextRange;
}

/**
 * The settings of a loss of Python that its code names in their declaration alone, or keeps in attributes and names that nothing
 * reads.
 */
export function unreadParameters({ file, code: { node, kind }, measure }: LossSubject): Unread[] {
  const text = file.textOf(node);
  if (file.grammar !== 'python' || kind !== 'definition' || READS_ALL.test(text)) {
    return [];
  }
  if (!hasPlainBase(node) || isForOthers(node)) {
    return [];
  }
  const values = new ReadValues(node);
  const lines = text.split('\n');
  const settings = measure?.plan.parameters ?? parametersWritten(node);
  return [...settings, ...neededParameters(node)].flatMap((parameter): Unread[] => {
    const { name, place } = parameter;
    const kindOf = kindOfParameter(parameter);
    // `settings.alpha` is no name of its own.
    const isOwn = !name.includes('.');
    if (!isOwn || !OF_LOSS.has(kindOf) || (kindOf === 'reduction' && isReducedByOthers(node))) {
      return [];
    }
    const isDeclared = nodesOfTypes(node, 'parameters').some(
      ({ startIndex, endIndex }) => place.start >= startIndex && place.end <= endIndex,
    );
    const isSaid = lines.some((line) => line.includes(name) && SAID.test(line));
    return isDeclared && !isSaid && !values.reads(name)
      ? [{ name, kind: kindOf, at: { start: place.start, end: place.end } }]
      : [];
  });
}

/** The object, predictions and targets. */
const TENSORS_OF_METHOD = 3;
/** Functions that take the settings and tensors of a loss. */
const OWN_FUNCTIONS: ReadonlySet<string> = new Set(['__init__', ...FORWARD_METHODS]);

/** The parameters with a default of a loss that does not run. */
function parametersWritten(definition: Node): { readonly name: string; readonly place: TextRange }[] {
  return nodesOfTypes(definition, 'default_parameter', 'typed_default_parameter').flatMap((parameter) => {
    const name = parameter.childForFieldName('name');
    const owner = parameter.parent?.parent;
    const isOwn =
      isSame(owner, definition) || OWN_FUNCTIONS.has(owner?.childForFieldName('name')?.text ?? '');
    return name && isOwn ? [{ name: name.text, place: { start: name.startIndex, end: name.endIndex } }] : [];
  });
}

/** The parameters without a default that a call of the object gives behind predictions and targets. */
function neededParameters(definition: Node): { readonly name: string; readonly place: TextRange }[] {
  const methods = nodesOfTypes(definition, 'function_definition').filter(
    (each) => !isSame(each, definition) && isForwardMethod(each),
  );
  return methods.flatMap((method) => {
    const list = method.childForFieldName('parameters');
    return (list ? parts(list) : [])
      .slice(TENSORS_OF_METHOD)
      .filter(({ type }) => type === 'identifier')
      .map((name) => ({ name: name.text, place: { start: name.startIndex, end: name.endIndex } }));
  });
}

/** True for a class that has no method of its own which computes, or that another class of the file extends. */
function isForOthers(node: Node): boolean {
  const name = node.childForFieldName('name')?.text ?? '';
  const isExtended = nodesOfTypes(node.tree.rootNode, 'class_definition').some((each) => {
    const bases = each.childForFieldName('superclasses');
    return bases !== null && parts(bases).some((base) => base.text === name);
  });
  return node.type === 'class_definition' && (isExtended || !forwardMethodOf(node));
}

function hasPlainBase(node: Node): boolean {
  const bases = node.childForFieldName('superclasses')?.text;
  return bases === undefined || PLAIN_BASES.test(bases.replace(/\s/g, ''));
}

/** True where a decorator or the base of the class may reduce what the loss returns. */
function isReducedByOthers(node: Node): boolean {
  const bases = node.childForFieldName('superclasses')?.text;
  return node.parent?.type === 'decorated_definition' || REDUCES.test(bases ?? '');
}
