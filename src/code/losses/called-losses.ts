import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { isSame } from '../syntax/tree';
import type { FocalCall } from './focal-calls';
import { FocalLosses, wordsOfLosses } from './focal-losses';
import { focalCallOfMapping } from './focal-mappings';
import { Mentions } from './mentions';

/** Most calls and entries of a file that are run. */
const MOST_CALLS = 40;

/** A call of a focal loss, a call that makes one, or the entry of a configuration that does. */
export interface CalledLoss {
  readonly kind: 'call' | 'configuration';
  readonly call: FocalCall;
  /** The expression of what is called; null for an entry, which only names it. */
  readonly callee: Node | null;
}

/** The calls of focal losses in a file of Python, and the entries of configurations such as `dict(type='FocalLoss', …)`. */
export function calledLossesIn(file: SourceFile): CalledLoss[] {
  if (file.grammar !== 'python' || !/focal/i.test(file.text)) {
    return [];
  }
  const losses = new FocalLosses(file, wordsOfLosses(file.text), new Mentions(file));
  const calls = [...losses.calls].flatMap((call): CalledLoss[] => {
    const callee = calleeOf(call, file);
    return callee && !call.unpacks ? [{ kind: 'call', call, callee }] : [];
  });
  return [...calls, ...configurationsIn(file)].slice(0, MOST_CALLS);
}

/** The expression that a call calls, or that `partial` is given; undefined where a loss is asked for by its name. */
function calleeOf({ node, slots }: FocalCall, file: SourceFile): Node | undefined {
  const all = file.syntax.call(node)?.slots ?? [];
  if (all.length === slots.length) {
    return node.childForFieldName('function') ?? undefined;
  }
  const value = all[0]?.value;
  return value && file.syntax.path(value) ? value : undefined;
}

function configurationsIn(file: SourceFile): CalledLoss[] {
  return file.root.descendantsOfType(['call', 'dictionary']).flatMap((node): CalledLoss[] => {
    const mapping = node && file.syntax.mapping(node);
    const call = mapping && focalCallOfMapping(mapping, file, () => undefined);
    const isTyped = call?.slots.some(({ name }) => name === 'type');
    return call && isTyped && isSame(call.node, node) ? [{ kind: 'configuration', call, callee: null }] : [];
  });
}
