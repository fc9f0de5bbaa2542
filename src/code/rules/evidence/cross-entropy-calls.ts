import type { Node } from '@vscode/tree-sitter-wasm';
import { callsInFile } from '../../flow/calls';
import { Outputs } from '../../flow/outputs';
import { extentsOf, isWithinAny } from '../../losses/inline-losses';
import { scopeOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import type { FileSubject, TextRange } from '../rule';
import { madeAt } from './calls-of-bce';

type Link = 'sigmoid' | 'softmax';

/** PyTorch's cross-entropies of logits, as functions and as modules. */
const FUNCTIONS: ReadonlyMap<string, Link> = new Map([
  ['torch.nn.functional.binary_cross_entropy_with_logits', 'sigmoid'],
  ['torch.nn.functional.cross_entropy', 'softmax'],
]);
const MODULES: ReadonlyMap<string, Link> = new Map([
  ['torch.nn.BCEWithLogitsLoss', 'sigmoid'],
  ['torch.nn.CrossEntropyLoss', 'softmax'],
]);
/** Matches the modulating factor of a focal loss. */
const MODULATES = /\b1(?:\.0?)?\s*-[^\n]*(?:\*\*|\bpow\()|\bpow\(\s*1(?:\.0?)?\s*-/;

/**
 * The places of the probabilities that a focal loss which does not run, as it calls a network, hands to a cross-entropy which squashes
 * them again.
 */
export function squashedIntoCrossEntropy({ file, losses }: FileSubject, link: Link): TextRange[] {
  if (file.grammar !== 'python' || !/cross_entropy|CrossEntropyLoss|BCEWithLogits/.test(file.text)) {
    return [];
  }
  const run = extentsOf(
    losses.flatMap(({ code, verdict }) => (verdict.computes && code.kind !== 'inline' ? [code.node] : [])),
  );
  const known = extentsOf(losses.map(({ code }) => code.node));
  const isFocal = (call: Node): boolean =>
    (isWithinAny(call, known) || /focal/i.test(file.text)) && isModulated(call, file);
  const outputs = new Outputs(file);
  return callsInFile(file.root).flatMap((call) => {
    const isWanted = linkOf(call, file) === link && !isWithinAny(call, run) && isFocal(call);
    const given = isWanted ? inputOf(call, file) : undefined;
    return given && outputs.of(given)?.output === link
      ? [{ start: given.startIndex, end: given.endIndex }]
      : [];
  });
}

/** True for a call in a function that raises 1 − p_t to a power. */
function isModulated(call: Node, file: SourceFile): boolean {
  const scope = scopeOf(call);
  return scope.type === 'function_definition' && MODULATES.test(file.textOf(scope));
}

function linkOf(call: Node, file: SourceFile): Link | undefined {
  const callee = call.childForFieldName('function');
  const made = callee && madeAt(callee);
  const maker = made?.type === 'call' ? made.childForFieldName('function') : null;
  const direct = callee ? FUNCTIONS.get(qualified(callee, file)) : undefined;
  return direct ?? (maker ? MODULES.get(qualified(maker, file)) : undefined);
}

function qualified(callee: Node, { syntax, names }: SourceFile): string {
  const path = syntax.path(callee);
  return path ? names.qualify(path) : '';
}

function inputOf(call: Node, file: SourceFile): Node | undefined {
  const slots = file.syntax.call(call)?.slots ?? [];
  return (slots.find(({ name }) => name === 'input') ?? slots.find(({ name }) => name === undefined))?.value;
}
