import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, parts } from '../syntax/tree';
import { kindOfParameter } from '../verdict/parameters';
import { isNameOfRelative, parameterOfName } from './names';
import { isComputing, namesReadIn, onlyHoldsSettings, targetOf } from './tensor-statements';

/** A focal loss that stands in the code of a training step: the statements from its tensors to its result. */
export interface InlineLoss {
  readonly kind: 'inline';
  /** In their order. */
  readonly statements: readonly Node[];
  /** The name that holds the loss at the end; null where the last statement returns it. */
  readonly result: string | null;
  /** The names of the tensors that come from elsewhere, in the order of their use. */
  readonly tensors: readonly string[];
  /** The exponent of the modulating factor. */
  readonly gamma: Node;
}

/** `1 - x`, as the base of the modulating factor. */
const COMPLEMENT = /^\(*\s*1(?:\.0*)?\s*-/;
const LOGARITHM = /log|entropy|bce|nll/i;
const FUNCTIONS_OF_POWER = /(?:^|\.)pow(?:er)?$/;
/** Nodes between the name of a power and its call. */
const LEVELS = 3;
/** Powers of a file that are looked at, as many as the losses that are run. */
const MOST_POWERS = 200;
/** Statements of a block before and behind a power that are looked at. */
const MOST_STATEMENTS = 500;
const SCOPES: ReadonlySet<string> = new Set(['function_definition', 'module', 'class_definition']);

/**
 * The focal losses among the statements of other functions and of the module. Only such are found whose statements follow one
 * another without a choice, from two tensors to the loss, with (1 − …)^γ or a name to the power of γ, and a logarithm in them.
 *
 * @param isTaken true for a node within a loss that is found already
 */
export function inlineLossesIn(file: SourceFile, isTaken: (node: Node) => boolean): InlineLoss[] {
  if (file.grammar !== 'python' || !LOGARITHM.test(file.text)) {
    return [];
  }
  const losses: InlineLoss[] = [];
  const taken = new Set<number>();
  for (const node of powersIn(file).slice(0, MOST_POWERS)) {
    const gamma = isTaken(node) || isOfRelative(node) ? undefined : exponentOf(node, file);
    const statement = gamma && node && statementAround(node);
    const loss =
      gamma && statement && !taken.has(statement.id) ? sliceFrom(statement, gamma, file) : undefined;
    if (loss) {
      losses.push(loss);
      for (const { id } of loss.statements) {
        taken.add(id);
      }
    }
  }
  return losses;
}

/** True for a node in a relative of focal loss, whose parts are none. */
function isOfRelative(node: Node): boolean {
  return [...ancestors(node)].some(
    (around) => SCOPES.has(around.type) && isNameOfRelative(around.childForFieldName('name')?.text ?? ''),
  );
}

/** The operators and calls that may be a power. */
function powersIn(file: SourceFile): Node[] {
  return [...file.text.matchAll(/\*\*|pow/g)].flatMap(({ index }) => {
    let around = file.root.descendantForIndex(index, index + 1)?.parent;
    for (let level = 0; around && level < LEVELS; level++) {
      if (around.type === 'binary_operator' || around.type === 'call') {
        return around;
      }
      around = around.parent;
    }
    return [];
  });
}

/** The exponent of `(1 - …) ** gamma` or `p_t ** gamma` in any of their forms; a number counts where the statement is called focal. */
function exponentOf(node: Node, file: SourceFile): Node | undefined {
  const [base, exponent] = baseAndExponent(node, file);
  const isComplement = !!base && COMPLEMENT.test(file.textOf(base));
  if (!base || !exponent || !(isComplement || file.syntax.path(base))) {
    return undefined;
  }
  const name = file.syntax.path(exponent)?.at(-1);
  const isGamma = name !== undefined && parameterOfName(name)?.parameter === 'gamma';
  const isNumber = isComplement && /^\d+(\.\d*)?$/.test(file.textOf(exponent));
  const statement = statementAround(node);
  const named = [statement, ...functionsAround(node).map((each) => each.childForFieldName('name'))];
  const isCalledFocal = isNumber && named.some((each) => each && /focal/i.test(file.textOf(each)));
  return isGamma || isCalledFocal ? exponent : undefined;
}

function baseAndExponent(node: Node, file: SourceFile): [Node | null | undefined, Node | null | undefined] {
  if (node.type === 'binary_operator') {
    const isPower = node.childForFieldName('operator')?.type === '**';
    return isPower ? [node.childForFieldName('left'), node.childForFieldName('right')] : [null, null];
  }
  const callee = node.childForFieldName('function');
  const slots = file.syntax.call(node)?.slots ?? [];
  if (!callee || !FUNCTIONS_OF_POWER.test(file.textOf(callee))) {
    return [null, null];
  }
  return slots.length === 1
    ? [callee.childForFieldName('object'), slots[0]?.value]
    : [slots[0]?.value, slots[1]?.value];
}

/** The statement of a block or of the module that a node stands in. */
function statementAround(node: Node): Node | undefined {
  let current = node;
  for (const ancestor of ancestors(node)) {
    if (ancestor.type === 'block' || ancestor.type === 'module') {
      return current;
    }
    current = ancestor;
  }
  return undefined;
}

/** The statements on which a statement depends and those that go on with its result; undefined where that is not plain. */
function sliceFrom(statement: Node, gamma: Node, file: SourceFile): InlineLoss | undefined {
  if (statement.type !== 'expression_statement' && statement.type !== 'return_statement') {
    return undefined;
  }
  const before = statementsBefore(statement);
  const included: Node[] = [statement];
  const tensors = new Set<string>();
  const open = [...namesReadIn(statement)];
  const seen = new Set<string>();
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (seen.has(name)) {
      continue;
    }
    seen.add(name);
    const definition = lastChangeOf(name, before);
    if (definition && isPlainDefinition(definition, name, file) && !isMadeTensor(name, definition, file)) {
      included.push(definition);
      open.push(...namesReadIn(definition));
    } else if (!parameterOfName(name) && (definition || isParameter(name, statement))) {
      tensors.add(name);
    }
  }
  const known = new Set([...seen]);
  const { statements: after, result } = continued(statement, known, file);
  const statements = [...included, ...after].sort((one, other) => one.startIndex - other.startIndex);
  const inputs = [...tensors].filter((name) => !onlyHoldsSettings(name, statements));
  const isLoss = statements.some((part) => LOGARITHM.test(file.textOf(part)));
  return isLoss && inputs.length === 2 && result !== undefined
    ? { kind: 'inline', statements, result, tensors: inputs, gamma }
    : undefined;
}

/** True for predictions or targets that a statement makes of no other name, such as `logits = torch.randn(8)`. */
function isMadeTensor(name: string, definition: Node, { names }: SourceFile): boolean {
  const kind = kindOfParameter({ name });
  return (
    (kind === 'predictions' || kind === 'targets') &&
    definition.descendantsOfType('call').length > 0 &&
    [...namesReadIn(definition)].every((read) => names.has(read))
  );
}

/** The statements before one, the nearest first: those of its block, and those before the blocks around it. */
function statementsBefore(statement: Node): Node[] {
  const found: Node[] = [];
  let current: Node | null = statement;
  while (current && !SCOPES.has(current.type)) {
    found.push(...siblingsOf(current).before);
    // The loop itself gives its variables values.
    current = current.parent;
    if (current && current.type !== 'block' && !SCOPES.has(current.type)) {
      found.push(current);
    }
  }
  return found;
}

/** The nearest statements before a statement of a block, the nearest first, and those behind it. */
function siblingsOf(statement: Node): { readonly before: readonly Node[]; readonly behind: readonly Node[] } {
  const all = statement.parent?.namedChildren.filter((child): child is Node => child !== null) ?? [];
  const at = all.findIndex(({ id }) => id === statement.id);
  return {
    before: all.slice(Math.max(at - MOST_STATEMENTS, 0), at).reverse(),
    behind: all.slice(at + 1, at + 1 + MOST_STATEMENTS),
  };
}

function lastChangeOf(name: string, before: readonly Node[]): Node | undefined {
  return before.find((statement) => {
    const target = targetOf(statement);
    return target ? target === name : changes(statement, name);
  });
}

/** True if a statement other than a plain assignment may give the name another value. */
function changes(statement: Node, name: string): boolean {
  return statement
    .descendantsOfType([
      'assignment',
      'augmented_assignment',
      'for_statement',
      'as_pattern_target',
      'named_expression',
    ])
    .some((change) => {
      const target = change?.childForFieldName('left') ?? change?.childForFieldName('name') ?? change;
      return (
        target !== null &&
        (target.text === name || target.descendantsOfType('identifier').some((word) => word?.text === name))
      );
    });
}

function isPlainDefinition(statement: Node, name: string, file: SourceFile): boolean {
  return targetOf(statement) === name && isComputing(statement, file);
}

function functionsAround(node: Node): Node[] {
  return [...ancestors(node)].filter(({ type }) => type === 'function_definition');
}

/** True for a parameter of one of the functions around a statement. */
function isParameter(name: string, statement: Node): boolean {
  return functionsAround(statement)
    .flatMap((definition) => definition.childForFieldName('parameters') ?? [])
    .flatMap(parts)
    .some(
      (parameter) => (parameter.childForFieldName('name') ?? parts(parameter)[0] ?? parameter).text === name,
    );
}

/** The statements that go on with the value of a statement, as long as nothing else comes in. */
function continued(
  statement: Node,
  known: Set<string>,
  file: SourceFile,
): { readonly statements: readonly Node[]; readonly result: string | null | undefined } {
  if (statement.type === 'return_statement') {
    return { statements: [], result: null };
  }
  let result = targetOf(statement);
  const statements: Node[] = [];
  for (const next of siblingsOf(statement).behind) {
    if (result === undefined) {
      break;
    }
    const read = file.textOf(next).includes(result) ? namesReadIn(next) : null;
    if (!read?.has(result)) {
      continue;
    }
    known.add(result);
    const isPlain = isComputing(next, file) && [...read].every((name) => known.has(name));
    if (next.type === 'return_statement' && isPlain) {
      return { statements: [...statements, next], result: null };
    }
    const target = targetOf(next);
    if (target === undefined || !isPlain) {
      break;
    }
    statements.push(next);
    result = target;
  }
  return { statements, result };
}

/** The extent of a node, as read from the tree once. */
interface Extent {
  readonly startIndex: number;
  readonly endIndex: number;
}

export function extentsOf(nodes: readonly Node[]): Extent[] {
  return nodes.map(({ startIndex, endIndex }) => ({ startIndex, endIndex }));
}

/** True if a node is one of these or lies in one of them. */
export function isWithinAny({ startIndex, endIndex }: Node, outer: readonly Extent[]): boolean {
  return outer.some((other) => other.startIndex <= startIndex && endIndex <= other.endIndex);
}
