import type { Node } from '@vscode/tree-sitter-wasm';
import type { Call } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, parts } from '../syntax/tree';
import type { FocalCall } from './focal-calls';

interface Handed {
  readonly call: FocalCall;
  /** The functions around the call, and the file itself. */
  readonly scopes: ReadonlySet<number>;
}

/**
 * Variables passed to a focal loss: as α or γ (`GAMMA` in `FocalLoss(gamma=GAMMA)`), or as an options object (`options`
 * in `FocalLoss(**options)`).
 */
export class HandedVariables {
  private readonly file: SourceFile;
  private readonly byName = new Map<string, Handed[]>();

  constructor(file: SourceFile) {
    this.file = file;
  }

  add(call: FocalCall, argument: Node): void {
    const path = this.file.syntax.path(argument);
    const name = path?.length === 1 ? path[0] : undefined;
    if (name === undefined) {
      return;
    }
    const scopes = new Set([this.file.root.id, ...this.functionsAround(call.node)]);
    this.byName.set(name, [...(this.byName.get(name) ?? []), { call, scopes }]);
  }

  /** The focal loss that takes the variable assigned at a node, if that assignment is in scope at the call. */
  callThatTakes(name: string, assignment: Node): FocalCall | undefined {
    const scope = this.functionsAround(assignment).next().value ?? this.file.root.id;
    return this.byName.get(name)?.find(({ scopes }) => scopes.has(scope))?.call;
  }

  private *functionsAround(node: Node): Generator<number> {
    for (const ancestor of ancestors(node)) {
      if (this.file.syntax.definition(ancestor)?.form === 'function') {
        yield ancestor.id;
      }
    }
  }
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
