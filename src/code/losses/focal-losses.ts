import type { Node } from '@vscode/tree-sitter-wasm';
import { conventionOfCallable } from '../conventions/conventions';
import type { Call } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { isSame } from '../syntax/tree';
import { type FocalCall, focalCallOf } from './focal-calls';
import { type FocalDefinition, FocalDefinitions } from './focal-definitions';
import { occurrencesOf, type Word, wordsContaining } from './identifiers';
import type { Mentions } from './mentions';
import { isFocalLossName } from './names';

/** The words of a text that may belong to a focal loss. */
export function wordsOfLosses(text: string): Word[] {
  return wordsContaining(text, /alpha|gamma|α|γ|focusing|focal/giu);
}

/** The focal losses that a file defines and calls. */
export class FocalLosses {
  readonly definitions: FocalDefinitions;
  private readonly byName = new Map<string, FocalDefinition>();
  private readonly callsByNode = new Map<number, FocalCall>();

  /** @param words those of `wordsOfLosses` */
  constructor(
    private readonly file: SourceFile,
    words: readonly Word[],
    private readonly mentions: Mentions,
  ) {
    this.definitions = new FocalDefinitions(file);
    for (const word of words) {
      this.learnNames(word);
    }
    for (const word of occurrencesOf(file.text, this.namesOfLosses(words))) {
      this.collectCall(word);
    }
  }

  /** The calls that were found by the names of losses. */
  get calls(): Iterable<FocalCall> {
    return this.callsByNode.values();
  }

  /** The call that a node is, if it was found. */
  callAt(node: Node): FocalCall | undefined {
    return this.callsByNode.get(node.id);
  }

  /** The call as that of a focal loss, also where its name is none of a loss: its arguments may say so. */
  callOf(call: Call): FocalCall | undefined {
    return this.callAt(call.node) ?? focalCallOf(call, this.file, this.byName);
  }

  /** Collects the focal losses that the file defines, and aliases of imported ones. */
  private learnNames(word: Word): void {
    const mention = this.mentions.of(word);
    if (mention?.kind === 'parameter') {
      const own = this.definitions.of(mention.definition);
      for (const focal of own ? [own] : this.definitions.around(mention.definition.node)) {
        if (focal.definition.name) {
          this.byName.set(focal.definition.name, focal);
        }
      }
    }
    if (mention?.kind === 'use' && isFocalLossName(word.text)) {
      const holder = mention.node.parent;
      const target = holder?.childForFieldName('left') ?? holder?.childForFieldName('name');
      const isRenaming = target?.type === 'identifier' && !isSame(target, mention.node);
      if (isRenaming) {
        this.file.names.addAlias(target.text, mention.path);
      }
    }
  }

  private namesOfLosses(words: readonly Word[]): Set<string> {
    return new Set([
      ...words.map(({ text }) => text).filter(isFocalLossName),
      ...this.byName.keys(),
      ...this.file.names.namesFor(
        (name) => !!conventionOfCallable(name) || isFocalLossName(name.split('.').at(-1) ?? name),
      ),
    ]);
  }

  /** Collects the call of this callee, or the call that takes it: `partial(sigmoid_focal_loss, …)`, `build('focal', …)`. */
  private collectCall(word: Word): void {
    const node = this.mentions.nodeOf(word);
    if (!node) {
      return;
    }
    const called = this.file.syntax.callOfCallee(node);
    if (called) {
      this.addCall(focalCallOf(called, this.file, this.byName));
      return;
    }
    let argument = node;
    while (argument.parent && this.isPartOfArgument(argument, argument.parent)) {
      argument = argument.parent;
    }
    const outer = argument.parent?.parent;
    const call = outer ? this.file.syntax.call(outer) : undefined;
    if (call && isSame(call.slots[0]?.value, argument)) {
      this.addCall(focalCallOf(call, this.file, this.byName));
    }
  }

  private isPartOfArgument(node: Node, parent: Node): boolean {
    return parent.type === 'string' || (parent.endIndex === node.endIndex && !!this.file.syntax.path(parent));
  }

  private addCall(call: FocalCall | undefined): void {
    if (call) {
      this.callsByNode.set(call.node.id, call);
    }
  }
}
