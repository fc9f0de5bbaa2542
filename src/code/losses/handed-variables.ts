import type { Node } from '@vscode/tree-sitter-wasm';
import type { Call } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, parts } from '../syntax/tree';
import type { FocalCall } from './focal-calls';
import type { FocalParameterName } from './names';

/** What takes a variable. */
interface Handed<Taken> {
  readonly taken: Taken;
  /** Null for an options object. */
  readonly parameter: FocalParameterName | null;
  /** The functions around what takes it, and the file itself; of an attribute, the classes around it. */
  readonly scopes: ReadonlySet<number>;
}

/** Names of the object whose attributes a method reads. */
const OBJECTS: ReadonlySet<string> = new Set(['self', 'this']);

/**
 * Variables and attributes that are passed to a focal loss: as α or γ (`GAMMA` in `FocalLoss(gamma=GAMMA)`, `self.gamma`), or as an
 * options object (`options` in `FocalLoss(**options)`).
 */
export class HandedVariables<Taken> {
  private readonly byName = new Map<string, Handed<Taken>[]>();
  private readonly known = new Set<number>();

  constructor(private readonly file: SourceFile) {}

  /** @param at where it is taken */
  add(taken: Taken, at: Node, argument: Node, parameter: FocalParameterName | null = null): void {
    const name = this.nameOf(this.file.syntax.path(argument));
    if (name === undefined || this.known.has(argument.startIndex)) {
      return;
    }
    const isAttribute = name.includes('.');
    const scopes = new Set([
      ...(isAttribute ? [] : [this.file.root.id]),
      ...this.definitionsAround(at, isAttribute ? 'class' : 'function'),
    ]);
    this.known.add(argument.startIndex);
    this.byName.set(name, [...(this.byName.get(name) ?? []), { taken, parameter, scopes }]);
  }

  /** What takes the variable or attribute that is assigned or declared at a node, if that is in scope where it is taken. */
  taking(path: readonly string[], node: Node): Handed<Taken> | undefined {
    const name = this.nameOf(path);
    const form = name?.includes('.') ? 'class' : 'function';
    const scope = this.definitionsAround(node, form).next().value ?? this.file.root.id;
    return this.byName.get(name ?? '')?.find(({ scopes }) => scopes.has(scope));
  }

  private nameOf(path: readonly string[] | undefined): string | undefined {
    const [first = '', second] = path ?? [];
    if (path?.length === 1) {
      return first;
    }
    return path?.length === 2 && OBJECTS.has(first) ? `self.${second}` : undefined;
  }

  private *definitionsAround(node: Node, form: 'function' | 'class'): Generator<number> {
    for (const ancestor of ancestors(node)) {
      if (this.file.syntax.definition(ancestor)?.form === form) {
        yield ancestor.id;
      }
    }
  }
}

/** Methods of arrays that call a function with each element. */
const EACH: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach']);

/** Matches the expressions of Python that have `for` clauses. */
const COMPREHENSION = /comprehension$|^generator_expression$/;

function isClause({ type }: Node): boolean {
  return type === 'for_in_clause';
}

/** The name of the list whose elements, or their entries, a name is given one after the other; undefined for any other name. */
export function iteratedBy(name: Node): Node | undefined {
  for (const node of ancestors(name)) {
    const { type } = node;
    const list =
      type === 'arrow_function'
        ? (node.childForFieldName('parameters') ?? node.childForFieldName('parameter'))
        : null;
    if (list && hasName(list, name.text)) {
      const callee = node.parent?.parent?.childForFieldName('function');
      const isEach = EACH.has(callee?.childForFieldName('property')?.text ?? '');
      return (isEach ? callee?.childForFieldName('object') : null) ?? undefined;
    }
    const isLoop = type === 'for_statement' || type === 'for_in_statement';
    const clauses = isLoop ? [node] : COMPREHENSION.test(type) ? parts(node).filter(isClause) : [];
    const clause = clauses.find((each) => {
      const left = each.childForFieldName('left');
      return left && hasName(left, name.text);
    });
    if (clause) {
      return clause.childForFieldName('right') ?? undefined;
    }
  }
  return undefined;
}

function hasName(node: Node, name: string): boolean {
  return new RegExp(String.raw`(?<![\w.$])${name}(?![\w$])`).test(node.text);
}

/**
 * The focal loss to which a function of the file hands its named arguments on: `def build(**options)` with
 * `FocalLoss(**options)`, called as `build(gamma=2)`; so does the constructor of a class.
 */
export function callThatIsHandedArguments(
  { path = [], slots }: Call,
  calls: Iterable<FocalCall>,
  file: SourceFile,
): FocalCall | undefined {
  const called = path.at(-1);
  for (const focalCall of called === undefined ? [] : calls) {
    const unpacked = file.syntax.call(focalCall.node)?.unpacked ?? [];
    const holder = unpacked.length > 0 ? functionAround(focalCall.node, file) : undefined;
    if (holder?.name === called && unpacked.some(({ text }) => holder?.options.includes(text))) {
      return { ...focalCall, slots: slots.filter(({ name }) => name !== undefined), unpacks: true };
    }
  }
  return undefined;
}

/** The name of the function around a node, or of the class whose constructor it is, and those of its `**options`. */
function functionAround(
  node: Node,
  file: SourceFile,
): { readonly name: string | undefined; readonly options: readonly string[] } | undefined {
  const [inner, outer] = [...ancestors(node)].flatMap((ancestor) => file.syntax.definition(ancestor) ?? []);
  if (inner?.form !== 'function') {
    return undefined;
  }
  const name = inner.name === '__init__' && outer?.form === 'class' ? outer.name : inner.name;
  const list = inner.node.childForFieldName('parameters');
  const options = (list ? parts(list) : []).filter(({ type }) => type === 'dictionary_splat_pattern');
  return { name, options: options.map(({ text }) => text.replace(/^\*\*\s*/, '')) };
}
