import type { Node } from '@vscode/tree-sitter-wasm';
import { FORWARD_METHODS } from '../../syntax/forward-methods';
import { ancestors, isSame, nodesOfTypes, parts } from '../../syntax/tree';
import { kindOfParameter, type ParameterKind } from '../../verdict/parameters';
import type { LossSubject, TextRange } from '../rule';

/** Settings that change the loss of every batch, or of one that has what they are about. */
const OF_LOSS: ReadonlySet<ParameterKind> = new Set([
  'alpha',
  'gamma',
  'classWeights',
  'positiveWeight',
  'smoothing',
  'ignoredTarget',
  'epsilon',
] as const);
/** Bases that read no attribute of a loss. */
const PLAIN_BASES = /^\((?:(?:torch\.)?nn\.)?Module\)$|^\((?:[\w.]+\.)?(?:Loss|Layer)\)$|^\(object\)$|^\(\)$/;
/** Code that may read any attribute or parameter by its name. */
const READS_ALL = /\b(?:getattr|vars|locals|__dict__|eval|exec)\b/;
/** Words of a comment or docstring that says so of a parameter. */
const SAID =
  /unused|not used|ignored|no effect|compatib|deprecat|reserved|interface|signature|未使用|兼容|忽略/i;

/** A parameter that the code takes and never reads. */
interface Unread {
  readonly name: string;
  readonly at: TextRange;
}

/** The settings of a loss of Python that its code names in their declaration alone, or keeps in an attribute that nothing reads. */
export function unreadParameters({ file, code: { node, kind }, measure }: LossSubject): Unread[] {
  const text = file.textOf(node);
  if (file.grammar !== 'python' || kind !== 'definition' || READS_ALL.test(text) || !hasPlainBase(node)) {
    return [];
  }
  const identifiers = nodesOfTypes(node, 'identifier');
  const lines = text.split('\n');
  const settings = (measure?.plan.parameters ?? parametersWritten(node)).filter((parameter) =>
    OF_LOSS.has(kindOfParameter(parameter)),
  );
  return settings.flatMap(({ name, place }): Unread[] => {
    const mentions = identifiers.filter((each) => each.text === name);
    const isUnread = mentions.length > 0 && mentions.every((each) => !isRead(each, identifiers));
    const isSaid = lines.some((line) => line.includes(name) && SAID.test(line));
    return isUnread && !isSaid ? [{ name, at: { start: place.start, end: place.end } }] : [];
  });
}

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

function hasPlainBase(node: Node): boolean {
  const bases = node.childForFieldName('superclasses')?.text;
  return bases === undefined || PLAIN_BASES.test(bases.replace(/\s/g, ''));
}

/** False for the name of a parameter or an argument, and for what an attribute is given that nothing reads. */
function isRead(mention: Node, identifiers: readonly Node[]): boolean {
  const { parent } = mention;
  const isName = (['name', 'attribute'] as const).some(
    (field) => parent?.childForFieldName(field)?.id === mention.id,
  );
  if (!parent || isName || isDeclared(mention)) {
    // An attribute of the same name counts where it is read: its value may come from here.
    return parent?.type === 'attribute' && !isSet(parent);
  }
  const left = parent.type === 'assignment' ? parent.childForFieldName('left') : null;
  const isKept = left?.type === 'attribute' && parent.childForFieldName('right')?.id === mention.id;
  const attribute = isKept ? left.childForFieldName('attribute')?.text : undefined;
  return attribute === undefined || identifiers.some((each) => isAttributeRead(each, attribute));
}

/** True for a parameter of a function, and not for a value in its declaration. */
function isDeclared(mention: Node): boolean {
  const [holder, list] = [mention.parent, mention.parent?.parent];
  const isTyped = holder?.type === 'typed_parameter' && parts(holder)[0]?.id === mention.id;
  return (
    holder?.type === 'parameters' ||
    holder?.type === 'lambda_parameters' ||
    (isTyped && list?.type === 'parameters')
  );
}

function isAttributeRead(identifier: Node, attribute: string): boolean {
  const { parent } = identifier;
  const isAttribute =
    parent?.type === 'attribute' && parent.childForFieldName('attribute')?.id === identifier.id;
  return isAttribute && identifier.text === attribute && !isSet(parent);
}

/** True for the whole target of an assignment. */
function isSet(attribute: Node): boolean {
  return [...ancestors(attribute)]
    .slice(0, 1)
    .some((parent) => parent.type === 'assignment' && parent.childForFieldName('left')?.id === attribute.id);
}
