import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, nodesOfTypes } from '../../syntax/tree';
import type { LossSubject } from '../rule';

interface FailingDefault {
  readonly facts: { readonly name: string; readonly className: string };
  readonly at: number | null;
}

/** The default of α or of the class weights that makes a loss raise, which runs with weights of the classes. */
export function failingDefault(
  { verdict: { exception }, measure }: LossSubject,
  wanted: 'none' | 'number',
): FailingDefault[] {
  const parameter = measure?.plan.alpha;
  const isOfDefault = /NoneType|'?(?:float|int)'? object|object of type '(?:float|int)'/.test(
    exception?.message ?? '',
  );
  return exception && isOfDefault && parameter && measure.plan.replaced === wanted
    ? [{ facts: { name: parameter.name, className: exception.className }, at: exception.line || null }]
    : [];
}

/** A default as it is written, and the exception of a use that it does not allow. */
const UNGUARDED = {
  none: { text: /^None$/, message: /'NoneType' object|object of type 'NoneType'/ },
  number: {
    text: /^[\d.]+$/,
    message:
      /'(?:float|int)' object is not (?:subscriptable|iterable)|object of type '(?:float|int)' has no len/,
  },
} as const;

/**
 * The default of a parameter, α or another one, of which a loss takes an attribute, an entry or a result, and so raises before any other
 * value of it shows more.
 */
export function unguardedDefault(
  { verdict: { exception }, measure, file, code }: LossSubject,
  wanted: keyof typeof UNGUARDED,
): FailingDefault[] {
  const { text, message } = UNGUARDED[wanted];
  if (measure || !exception?.line || !message.test(exception.message)) {
    return [];
  }
  const line = file.text.split('\n')[exception.line - 1] ?? '';
  const name = namesWithDefault(code.node, text).find((each) =>
    new RegExp(
      String.raw`(?<![\w.])(?:self\._?)?${each}\s*[.[(]|\b(?:len|list|tuple|zip|enumerate)\((?:self\._?)?${each}\b`,
    ).test(line),
  );
  return name === undefined ? [] : [{ facts: { name, className: exception.className }, at: exception.line }];
}

/** Names the parameters of a definition whose default is written so. */
function namesWithDefault(definition: Node, text: RegExp): string[] {
  return nodesOfTypes(definition, 'default_parameter', 'typed_default_parameter').flatMap((parameter) =>
    text.test(parameter.childForFieldName('value')?.text ?? '')
      ? (parameter.childForFieldName('name')?.text ?? [])
      : [],
  );
}

/** The parameter without which the constructor leaves out an attribute that the loss reads: its default of None makes the loss raise. */
export function attributeLeftOut({ verdict: { exception }, code }: LossSubject): FailingDefault[] {
  const [, attribute] = /object has no attribute '(\w+)'/.exec(exception?.message ?? '') ?? [];
  if (!exception?.line || attribute === undefined) {
    return [];
  }
  const set = nodesOfTypes(code.node, 'assignment').filter(
    (each) => each.childForFieldName('left')?.text === `self.${attribute}`,
  );
  const conditions = set.flatMap(conditionsAround);
  const name = namesWithDefault(code.node, UNGUARDED.none.text).find((each) =>
    conditions.some((condition) =>
      new RegExp(String.raw`^(?:self\._?)?${each}(?:\s+is\s+not\s+None)?$`).test(condition),
    ),
  );
  return name === undefined ? [] : [{ facts: { name, className: exception.className }, at: exception.line }];
}

/** The conditions of the statements in whose first branch a node stands. */
function conditionsAround(node: Node): string[] {
  return [...ancestors(node)].flatMap((each) => {
    const isFirstBranch = each.type === 'block' && each.parent?.type === 'if_statement';
    return isFirstBranch ? (each.parent?.childForFieldName('condition')?.text ?? []) : [];
  });
}
