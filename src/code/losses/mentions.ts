import type { Node } from '@vscode/tree-sitter-wasm';
import type { Mention } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import type { Word } from './identifiers';

/** The words of a file as parts of its syntax; each is looked up once. */
export class Mentions {
  private readonly known = new Map<Word, Mention | undefined>();

  constructor(private readonly file: SourceFile) {}

  nodeOf({ start, text }: Word): Node | undefined {
    return this.file.root.descendantForIndex(start, start + text.length) ?? undefined;
  }

  of(word: Word): Mention | undefined {
    if (!this.known.has(word)) {
      const node = this.nodeOf(word);
      this.known.set(word, node ? this.file.syntax.mentionAt(node) : undefined);
    }
    return this.known.get(word);
  }
}
