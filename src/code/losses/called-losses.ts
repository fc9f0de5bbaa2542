import type { Node } from '@vscode/tree-sitter-wasm';
import { calleeOf } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame } from '../syntax/tree';
import type { FocalCall } from './focal-calls';
import { FocalLosses, wordsOfLosses } from './focal-losses';
import { focalCallOfMapping } from './focal-mappings';
import { wordsContaining } from './identifiers';
import { Mentions } from './mentions';

/** Most calls and entries of a file that are run. */
const MOST_CALLS = 40;
/** Nodes between the name of a loss and the entry that it is in. */
const LEVELS = 4;

/** A call of a focal loss, a call that makes one, or the entry of a configuration that does. */
export interface CalledLoss {
  readonly kind: 'call' | 'configuration';
  readonly call: FocalCall;
  /** The expression of what is called; null for an entry, which only names it. */
  readonly callee: Node | null;
}

/** Each file is asked by several readers. */
const CALLED = new WeakMap<SourceFile, readonly CalledLoss[]>();

/** The calls of focal losses in a file, and the entries of configurations such as `dict(type='FocalLoss', …)`. */
export function calledLossesIn(file: SourceFile): readonly CalledLoss[] {
  const found = CALLED.get(file) ?? findCalledLosses(file);
  CALLED.set(file, found);
  return found;
}

function findCalledLosses(file: SourceFile): CalledLoss[] {
  if (!/focal|gamma|γ/i.test(file.text)) {
    return [];
  }
  const losses = new FocalLosses(file, wordsOfLosses(file.text), new Mentions(file));
  const calls = [...losses.calls].flatMap((call): CalledLoss[] => {
    const callee = calledBy(call, file);
    return callee && !call.unpacks ? [{ kind: 'call', call, callee }] : [];
  });
  const configurations = file.grammar === 'python' ? configurationsIn(file) : [];
  return [...calls, ...configurations].slice(0, MOST_CALLS);
}

/** The expression that a call calls, or that `partial` is given; undefined where a loss is asked for by its name. */
function calledBy({ node, slots }: FocalCall, file: SourceFile): Node | undefined {
  const all = file.syntax.call(node)?.slots ?? [];
  if (all.length === slots.length) {
    return calleeOf(node) ?? undefined;
  }
  const value = all[0]?.value;
  return value && file.syntax.path(value) ? value : undefined;
}

function configurationsIn(file: SourceFile): CalledLoss[] {
  const found = new Map<number, CalledLoss>();
  for (const word of wordsContaining(file.text, /focal/giu)) {
    const node = file.root.descendantForIndex(word.start, word.start + word.text.length);
    for (const ancestor of node ? [...ancestors(node)].slice(0, LEVELS) : []) {
      const mapping = file.syntax.mapping(ancestor);
      const call = mapping && focalCallOfMapping(mapping, file, () => undefined);
      if (call?.slots.some(({ name }) => name === 'type') && isSame(call.node, ancestor)) {
        found.set(ancestor.id, { kind: 'configuration', call, callee: null });
      }
    }
  }
  return [...found.values()];
}
