import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
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
