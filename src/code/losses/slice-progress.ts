import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, nodesOfTypes, parts } from '../syntax/tree';
import { isMaskName } from '../verdict/other-tensors';
import { kindOfParameter, type ParameterKind } from '../verdict/parameters';
import { parameterOfName } from './names';
import { isTakenPart, takenPartsIn } from './taken-parts';
import {
  isCompound,
  isComputing,
  namesChangedIn,
  namesReadIn,
  onlyHoldsSettings,
  targetOf,
} from './tensor-statements';

/** The statements of an inline loss that are known so far. */
export interface SliceProgress {
  readonly statements: readonly Node[];
  /** The names that have a value by these statements, or from outside. */
  readonly known: ReadonlySet<string>;
  /** The tensors that come from elsewhere, in the order of their use. */
  readonly tensors: readonly string[];
}

export const NO_PROGRESS: SliceProgress = { statements: [], known: new Set(), tensors: [] };

/** Statements of a block before and behind a power that are looked at. */
const MOST_STATEMENTS = 500;
const SCOPES: ReadonlySet<string> = new Set(['function_definition', 'module', 'class_definition']);
const LOOPS: ReadonlySet<string> = new Set(['for_statement', 'while_statement']);

/**
 * The statements on which code depends, beside those that are known.
 *
 * @param code an expression, or a whole statement
 * @param statement the one that it stands in
 * @returns undefined where the code does more than compute with two tensors
 */
export function resolved(
  code: Node,
  statement: Node,
  progress: SliceProgress,
  file: SourceFile,
): SliceProgress | undefined {
  if (!isComputing(code, file)) {
    return undefined;
  }
  const included: Node[] = [];
  const known = new Set(progress.known);
  const tensors = new Set(progress.tensors);
  const captured = new Set<string>();
  const open = new Set<string>();
  /** False where something else gave a name another value since it was read. */
  const read = (part: Node): boolean => {
    for (const { name } of takenPartsIn(part, file)) {
      tensors.add(name);
    }
    const names = [...namesReadIn(part, file)].filter((name) => !progress.known.has(name));
    for (const name of names) {
      open.add(name);
    }
    return names.every((name) => !captured.has(name));
  };
  read(code);
  for (const before of changesBefore(statement)) {
    const changed = [...before.names()].filter((name) => open.has(name));
    if (changed.length === 0) {
      continue;
    }
    const { node, isAround } = before;
    const isPlain = targetOf(node) !== undefined;
    if (!isAround && mayBeIncluded(node, changed, file)) {
      included.push(node);
      for (const name of isPlain ? changed : []) {
        open.delete(name);
        known.add(name);
      }
      if (!read(node)) {
        return undefined;
      }
      continue;
    }
    for (const name of changed) {
      open.delete(name);
      captured.add(name);
      known.add(name);
      if (!parameterOfName(name)) {
        tensors.add(name);
      }
    }
  }
  for (const { name, hasDefault } of parametersAround(statement)) {
    const isGiven = !hasDefault || (isMain(name) && kindOfParameter({ name }) !== 'other');
    if (open.has(name) && isGiven && (isMain(name) || isMaskName(name))) {
      tensors.add(name);
    }
  }
  for (const name of open) {
    known.add(name);
  }
  const found = { statements: [...progress.statements, ...included], known, tensors: [...tensors] };
  const inputs = tensorsOf(found, [code]);
  const isPlain = inputs.every((name) => isMain(name) || isBeside(name));
  return isPlain && inputs.filter(isMain).length <= 2 ? found : undefined;
}

/** Settings that are one number, whatever computes them. */
const NUMBERS: ReadonlySet<ParameterKind> = new Set([
  'classCount',
  'device',
  'epsilon',
  'ignoredTarget',
  'smoothing',
]);

/** True for a further input of a loss whose form its name tells: a mask, or a setting that is one number. */
function isBeside(name: string): boolean {
  return isMaskName(name) || NUMBERS.has(kindOfParameter({ name }));
}

/** The tensors that statements and further code take from elsewhere, those beside predictions and targets last. */
export function tensorsOf({ statements, tensors }: SliceProgress, further: readonly Node[] = []): string[] {
  const inputs = tensors.filter(
    (name) => name.includes('.') || !onlyHoldsSettings(name, [...statements, ...further]),
  );
  return [...inputs.filter(isMain), ...inputs.filter((name) => !isMain(name))];
}

/** False for masks, and for what has the name of a setting, such as weights of the classes and their number. */
function isMain(name: string): boolean {
  const kind = kindOfParameter({ name });
  return kind === 'predictions' || kind === 'targets' ? !isMaskName(name) : kind === 'other';
}

/** Matches a tuple whose parts are known: a shape, or numbers. */
const SIZES = /\.(?:shape|size\(\))(?:\[[^\]]*\])?$|^[\d., ]+$/;

/** True for a statement that only computes and makes no predictions or targets. */
function mayBeIncluded(statement: Node, changed: readonly string[], file: SourceFile): boolean {
  const [assignment] = parts(statement);
  const value = assignment?.childForFieldName('right');
  const isApart = /^(?:pattern_list|tuple_pattern)$/.test(assignment?.childForFieldName('left')?.type ?? '');
  return (
    !(isApart && !SIZES.test(value?.text ?? '')) &&
    (statement.type === 'expression_statement' || isCompound(statement)) &&
    isComputing(statement, file) &&
    !(value && isTakenPart(value, file)) &&
    !changed.some((name) => isMadeTensor(name, statement, file))
  );
}

/** True for predictions or targets that a statement makes of no other name, such as `logits = torch.randn(8)`. */
function isMadeTensor(name: string, definition: Node, file: SourceFile): boolean {
  const kind = kindOfParameter({ name });
  return (
    (kind === 'predictions' || kind === 'targets') &&
    nodesOfTypes(definition, 'call').length > 0 &&
    takenPartsIn(definition, file).length === 0 &&
    [...namesReadIn(definition, file)].every((read) => file.names.has(read))
  );
}

/** A statement that may give names values. */
interface Change {
  readonly node: Node;
  /** True for one that has the code in it. */
  readonly isAround: boolean;
  readonly names: () => ReadonlySet<string>;
}

/** The statements before one, the nearest first: those of its block, those before the blocks around it, and these themselves. */
function* changesBefore(statement: Node): Generator<Change> {
  let current: Node | null = statement;
  while (current && !SCOPES.has(current.type)) {
    for (const node of siblingsOf(current).before) {
      yield { node, isAround: false, names: () => namesChangedIn(node) };
    }
    current = current.parent;
    if (current && LOOPS.has(current.type)) {
      // What changes a name behind the code gives it its value in the next round.
      const loop = current;
      yield { node: loop, isAround: true, names: () => namesChangedIn(loop) };
    } else if (current?.type === 'with_statement') {
      const [items] = parts(current);
      const around = current;
      yield { node: around, isAround: true, names: () => namesChangedIn(items ?? around) };
    }
  }
}

/** The nearest statements before a statement of a block, the nearest first, and those behind it. */
function siblingsOf(statement: Node): { readonly before: readonly Node[]; readonly behind: readonly Node[] } {
  const all = statement.parent ? parts(statement.parent) : [];
  const at = all.findIndex(({ id }) => id === statement.id);
  return {
    before: all.slice(Math.max(at - MOST_STATEMENTS, 0), at).reverse(),
    behind: all.slice(at + 1, at + 1 + MOST_STATEMENTS),
  };
}

/** The statements that run after one in the same round of a loop. */
export function* statementsAfter(statement: Node): Generator<Node> {
  let current: Node | null = statement;
  while (current && !SCOPES.has(current.type) && !LOOPS.has(current.type)) {
    const { parent }: Node = current;
    if (parent?.type === 'block' || parent?.type === 'module') {
      yield* siblingsOf(current).behind;
    }
    current = parent;
  }
}

/** The parameters of the functions around a statement, without the object of a method. */
function parametersAround(statement: Node): { readonly name: string; readonly hasDefault: boolean }[] {
  return [...ancestors(statement)]
    .filter(({ type }) => type === 'function_definition')
    .flatMap((definition) => definition.childForFieldName('parameters') ?? [])
    .flatMap(parts)
    .map((parameter) => ({
      name: (parameter.childForFieldName('name') ?? parts(parameter)[0] ?? parameter).text,
      hasDefault: parameter.childForFieldName('value') !== null,
    }))
    .filter(({ name }) => name !== 'self' && name !== 'cls');
}
