import { Language, type Node, Parser, type Tree } from '@vscode/tree-sitter-wasm';
import type { Grammar } from './languages';
import { SourceFile } from './source-file';

export type GrammarFile = 'tree-sitter.wasm' | `tree-sitter-${Grammar}.wasm`;

/** Reads one of the files in `dist/grammars/`. Each host has its own (Node, web worker, test). */
export type GrammarLoader = (file: GrammarFile) => Promise<Uint8Array>;

/** Most trees that are kept for texts which are asked about again: a text and files that it imports. */
const MOST_TREES = 6;

/** A loaded grammar, which parses synchronously. */
export interface LoadedGrammar {
  /**
   * @param previous an earlier version of the text; only the difference is parsed
   * @returns a file that the caller must dispose of: trees live in WebAssembly memory, which is not garbage collected
   */
  parse(text: string, previous?: SourceFile): SourceFile;
}

/** Parses Python, TypeScript and JavaScript. The runtime and each grammar are loaded on first use and kept. */
export class CodeParser {
  private readonly loadFile: GrammarLoader;
  private runtime: Promise<Parser> | undefined;
  private readonly grammars = new Map<Grammar, Promise<LoadedGrammar>>();

  constructor(loadFile: GrammarLoader) {
    this.loadFile = loadFile;
  }

  /** @throws the loader's error when a file of the grammar cannot be read */
  load(grammar: Grammar): Promise<LoadedGrammar> {
    let loading = this.grammars.get(grammar);
    if (!loading) {
      loading = this.loadGrammar(grammar);
      this.grammars.set(grammar, loading);
    }
    return loading;
  }

  private async loadGrammar(grammar: Grammar): Promise<LoadedGrammar> {
    this.runtime ??= this.startRuntime();
    const parser = await this.runtime;
    const language = await Language.load(await this.loadFile(`tree-sitter-${grammar}.wasm`));
    const treeOf = (text: string, known?: Tree): Tree => {
      parser.setLanguage(language);
      const tree = parser.parse(text, known);
      if (!tree) {
        throw new Error('tree-sitter gave up on a parse that nobody can cancel.');
      }
      return tree;
    };
    /** The trees of the texts that were parsed last. */
    const latest = new Map<string, Tree>();
    const latestTreeOf = (text: string, known?: Tree): Tree => {
      const tree = latest.get(text) ?? treeOf(text, known);
      latest.delete(text);
      latest.set(text, tree);
      const [oldest] = latest;
      if (oldest !== undefined && latest.size > MOST_TREES) {
        latest.delete(oldest[0]);
        oldest[1].delete();
      }
      return tree.copy();
    };
    const libraries = new Map<string, Tree>();
    const parseLibrary = (text: string): Node => {
      const tree = libraries.get(text) ?? treeOf(text);
      libraries.set(text, tree);
      return tree.rootNode;
    };
    return {
      parse(text, previous) {
        const known = previous?.treeFor(text);
        try {
          return new SourceFile(text, grammar, latestTreeOf(text, known), parseLibrary);
        } finally {
          known?.delete();
        }
      },
    };
  }

  private async startRuntime(): Promise<Parser> {
    const wasmBinary = await this.loadFile('tree-sitter.wasm');
    const options = { wasmBinary, locateFile: (file: string) => file };
    await Parser.init(options);
    return new Parser();
  }
}
