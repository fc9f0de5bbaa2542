import type { Node } from '@vscode/tree-sitter-wasm';

/** Matches names of modules that projects have or copy themselves: a file of the workspace is asked for before a library. */
export const OFTEN_OWN = /^(?:utils|focal_loss)\./;

/** A module that code asks for, as the code names it. */
export interface WorkspaceImport {
  /** With the dots of a relative import of Python, or as a path of TypeScript. */
  readonly module: string;
  /** The file in which the import stands; null for the one that is judged. */
  readonly from: string | null;
}

/** A file of the workspace that was read. */
export interface WorkspaceFile {
  readonly path: string;
  readonly root: Node;
}

/** The key of an import among those that were answered. */
export function keyOfImport({ module, from }: WorkspaceImport): string {
  return JSON.stringify([module, from]);
}

/** The files that imports lead to, as far as they have been read. It opens none: it notes the imports that code needs. */
export class Workspace {
  private readonly answers: ReadonlyMap<string, WorkspaceFile | null>;
  private readonly asked = new Map<string, WorkspaceImport>();
  private readonly notAsked: Set<string>;

  /** @param answers the file of each import by its `keyOfImport`; null where the workspace has none */
  constructor(answers: ReadonlyMap<string, WorkspaceFile | null>) {
    this.answers = answers;
    this.notAsked = new Set(answers.keys());
  }

  /** The imports that the code needed and that have no answer yet. */
  get wanted(): readonly WorkspaceImport[] {
    return [...this.asked.values()];
  }

  /** The imports, each by its `keyOfImport`, that were answered and that the code did not need. */
  get unneeded(): readonly string[] {
    return [...this.notAsked];
  }

  /** The file of a module; null if there is none, or it was not read yet. */
  find(wanted: WorkspaceImport): WorkspaceFile | null {
    const key = keyOfImport(wanted);
    const answer = this.answers.get(key);
    this.notAsked.delete(key);
    if (answer === undefined) {
      this.asked.set(key, wanted);
    }
    return answer ?? null;
  }
}
