import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame } from '../syntax/tree';
import type { FocalDefinitions } from './focal-definitions';
import { extentsOf, inlineLossesIn, isWithinAny } from './inline-losses';
import { namesReadIn } from './tensor-statements';

/** A loss in the code of a training step, with the function or file it stands in and the names that it reads. */
interface Reading {
  readonly extents: ReturnType<typeof extentsOf>;
  readonly scope: Node | undefined;
  readonly names: ReadonlySet<string>;
}

/** The code of a file that computes a focal loss outside of its definitions. */
export class InlineCode {
  private found: readonly Reading[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly definitions: FocalDefinitions,
  ) {}

  /** True for a name among the statements of such a loss, and where the name gets its value. */
  isOfLoss(node: Node): boolean {
    this.found ??= this.find();
    const scope = this.found.length > 0 ? scopeOf(node) : undefined;
    return this.found.some(
      (loss) => isWithinAny(node, loss.extents) || (isSame(scope, loss.scope) && loss.names.has(node.text)),
    );
  }

  private find(): Reading[] {
    const isTaken = (power: Node): boolean => !this.definitions.around(power).next().done;
    return inlineLossesIn(this.file, isTaken).map(({ statements }) => ({
      extents: extentsOf(statements),
      scope: scopeOf(statements[0]),
      names: new Set(statements.flatMap((statement) => [...namesReadIn(statement, this.file)])),
    }));
  }
}

/** The function or the file whose code a node is. */
function scopeOf(node: Node | undefined): Node | undefined {
  return node && [...ancestors(node)].find(({ type }) => type === 'function_definition' || type === 'module');
}
