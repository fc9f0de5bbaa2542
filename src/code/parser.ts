import { Language, Parser, type Tree } from '@vscode/tree-sitter-wasm';
import type { Grammar } from './languages';

export type GrammarFile = 'tree-sitter.wasm' | `tree-sitter-${Grammar}.wasm`;

/** Reads one of the files in `dist/grammars/`; how depends on the host (Node, web worker, test). */
export type GrammarLoader = (file: GrammarFile) => Promise<Uint8Array>;

/**
 * Parses Python, TypeScript and JavaScript. The runtime and each grammar are loaded on first use and kept.
 *
 * Trees live in WebAssembly memory, which is not garbage collected: whoever takes a tree must `delete()` it.
 */
export class CodeParser {
  private readonly loadFile: GrammarLoader;
  private runtime: Promise<Parser> | undefined;
  private readonly languages = new Map<Grammar, Promise<Language>>();

  constructor(loadFile: GrammarLoader) {
    this.loadFile = loadFile;
  }

  /**
   * @param isCancelled asked repeatedly while parsing
   * @returns undefined when cancelled
   * @throws whatever the loader throws when a grammar cannot be read
   */
  async parse(
    text: string,
    grammar: Grammar,
    isCancelled: () => boolean = () => false,
  ): Promise<Tree | undefined> {
    const [parser, language] = await Promise.all([this.parser(), this.language(grammar)]);
    if (isCancelled()) return undefined;
    parser.setLanguage(language);
    // A cancelled parse would otherwise be resumed by the next one, on another text.
    parser.reset();
    return parser.parse(text, null, { progressCallback: isCancelled }) ?? undefined;
  }

  private parser(): Promise<Parser> {
    this.runtime ??= this.startRuntime();
    return this.runtime;
  }

  private async startRuntime(): Promise<Parser> {
    const wasmBinary = await this.loadFile('tree-sitter.wasm');
    const options = { wasmBinary, locateFile: (file: string) => file };
    await Parser.init(options);
    return new Parser();
  }

  private async language(grammar: Grammar): Promise<Language> {
    await this.parser();
    let language = this.languages.get(grammar);
    if (!language) {
      language = this.loadFile(`tree-sitter-${grammar}.wasm`).then((bytes) => Language.load(bytes));
      this.languages.set(grammar, language);
    }
    return language;
  }
}
