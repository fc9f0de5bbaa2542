import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';

/** A number with which the bias of a classification head starts. */
export interface BiasConstant {
  /** The start as the code has it: a bias, or the probability that the bias is computed from. */
  readonly bias: number;
  /** Offsets in UTF-16 code units. */
  readonly range: { readonly start: number; readonly end: number };
}

/** −log((1 − π) / π) for π = 0.1 (CornerNet, CenterNet) and π = 0.01 (Lin et al. 2017), as code rounds them. */
const KNOWN = [Math.log(0.1 / 0.9), Math.log(0.01 / 0.99)];
const ROUNDED = 0.01;

/** The parts of a negative number. */
const PARTS = new Set(['float', 'integer', 'number', '-']);
const NEGATED = new Set(['unary_operator', 'unary_expression']);
/** OpenMMLab's function from a probability to a bias. */
const BIAS_OF_PRIOR = 'bias_init_with_prob';
/** A statement on the bias is no longer than this. */
const LONGEST_STATEMENT = 200;
/** A number lies at most so many nodes within a statement. */
const DEEPEST = 6;

/**
 * The known bias constant at an offset: −2.19 or −4.595 in a statement on a bias, or a call of `bias_init_with_prob` with a
 * number. Any other number is left out.
 */
export function biasConstantAt(file: SourceFile, offset: number): BiasConstant | undefined {
  const node = file.root.descendantForIndex(offset);
  return node === null ? undefined : (literalBias(node, file) ?? biasOfPrior(node, file));
}

function literalBias(node: Node, file: SourceFile): BiasConstant | undefined {
  const number = PARTS.has(node.type) ? node.parent : NEGATED.has(node.type) ? node : null;
  if (number === null || !NEGATED.has(number.type)) {
    return undefined;
  }
  const bias = Number(file.textOf(number).replace(/\s|_/g, ''));
  const isKnown = KNOWN.some((known) => Math.abs(bias - known) < ROUNDED);
  return isKnown && isOnBias(number, file)
    ? { bias, range: { start: number.startIndex, end: number.endIndex } }
    : undefined;
}

function isOnBias(number: Node, file: SourceFile): boolean {
  let around: Node | null = number.parent;
  for (let depth = 0; around !== null && depth < DEEPEST; depth++, around = around.parent) {
    const text = file.textOf(around);
    if (text.length > LONGEST_STATEMENT) {
      return false;
    }
    if (/bias|prior/i.test(text)) {
      return true;
    }
  }
  return false;
}

function biasOfPrior(node: Node, file: SourceFile): BiasConstant | undefined {
  let call: Node | null = node;
  while (call !== null && call.type !== 'call' && call.endIndex - call.startIndex < LONGEST_STATEMENT) {
    call = call.parent;
  }
  const [, prior] =
    call === null || call.type !== 'call'
      ? []
      : (new RegExp(`(?:^|\\.)${BIAS_OF_PRIOR}\\(\\s*(?:prior_prob\\s*=\\s*)?([\\d.e-]+)\\s*\\)$`).exec(
          file.textOf(call),
        ) ?? []);
  const probability = Number(prior);
  return call !== null && probability > 0 && probability < 1
    ? {
        bias: Math.log(probability / (1 - probability)),
        range: { start: call.startIndex, end: call.endIndex },
      }
    : undefined;
}
