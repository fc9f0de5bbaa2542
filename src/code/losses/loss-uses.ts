import type { Node } from '@vscode/tree-sitter-wasm';
import { isSame } from '../syntax/tree';

/** What code does with a value. */
export interface Use {
  readonly kind: /** A name gets it. */
    | 'assigned'
    /** A name is changed by it in place: it is added to what the name holds, or changes it otherwise. */
    | 'added'
    | 'changed'
    | 'returned'
    /** A gradient is taken of it. */
    | 'trained'
    /** It is a term of a sum or kept among other losses, as it is or times a number or a weight. */
    | 'term'
    /** It is a factor of another value. */
    | 'part'
    /** Anything else, such as a log. */
    | 'other';
  /** The largest expression around it that only computes. */
  readonly value: Node;
  /** The name that gets it or is changed. */
  readonly target?: string;
}

const OTHER = 'other';
/** Matches what takes the gradient of its first argument. */
const TRAINING = /(?:^|\.)(?:backward|manual_backward|gradient|minimize|compute_gradients|autograd\.grad)$/;
const KEEPING = /\.(?:append|extend)$/;
/** Matches what scales a loss for half precision. */
const SCALING = /\.(?:scale|get_scaled_loss|scale_loss)$/;
/** Nodes that hold an expression of a larger one, and compute nothing. */
const TRANSPARENT: ReadonlySet<string> = new Set(['argument_list', 'keyword_argument']);
const EXPRESSIONS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'binary_operator',
  'unary_operator',
  'comparison_operator',
  'boolean_operator',
  'call',
  'subscript',
  'conditional_expression',
]);
const HOLDERS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'tuple',
  'expression_list',
  'list',
  'dictionary',
  'pair',
  'conditional_expression',
]);

/**
 * What code does with a value.
 *
 * @param marker the value in its expression
 * @param canCompute true for an expression around it that only computes with known names
 */
export function useOf(marker: Node, canCompute: (expression: Node) => boolean): Use {
  const value = valueAround(marker, canCompute);
  return { value, ...contextOf(value) };
}

function valueAround(marker: Node, canCompute: (expression: Node) => boolean): Node {
  let value = marker;
  for (let around = marker.parent; around; around = around.parent) {
    const isCallee =
      around.type === 'attribute' && isSame(around.parent?.childForFieldName('function'), around);
    if (TRANSPARENT.has(around.type) || isCallee) {
      continue;
    }
    if (!EXPRESSIONS.has(around.type) || isScaling(around) || !canCompute(around)) {
      break;
    }
    value = around;
  }
  return value;
}

/** Matches a number of processes, or of batches whose gradients add up. */
const STEPS = /^[\w.]*(?:accum|world_size|num_replicas|num_processes)[\w.]*(?:\(\))?$/;

/** True for a product with, or a quotient by, a number of processes or of batches whose gradients add up. */
export function isScaling(expression: Node): boolean {
  const operator = expression.childForFieldName('operator')?.type;
  const sides = [expression.childForFieldName('left'), expression.childForFieldName('right')];
  return (
    /^(?:binary_operator|augmented_assignment)$/.test(expression.type) &&
    /^[*/]=?$/.test(operator ?? '') &&
    sides.some((side) => STEPS.test(side?.text ?? ''))
  );
}

function contextOf(value: Node): Omit<Use, 'value'> {
  let share: 'term' | 'part' | null = null;
  let inner = value;
  for (let around = value.parent; around; inner = around, around = around.parent) {
    const operator = around.childForFieldName('operator')?.type;
    const isLeft = isSame(around.childForFieldName('left'), inner);
    if (isScaling(around)) {
      // The size of a step is no matter of the loss.
    } else if (around.type === 'binary_operator' && (operator === '+' || operator === '*' || isLeft)) {
      share =
        share !== 'part' && (/^[+-]$/.test(operator ?? '') || isWeighted(around, inner)) ? 'term' : 'part';
    } else if (around.type === 'assignment') {
      return assigned(around, share);
    } else if (around.type === 'augmented_assignment') {
      const left = around.childForFieldName('left');
      const isAdded = operator === '+=' && share !== 'part';
      return left?.type === 'identifier'
        ? { kind: isAdded ? 'added' : 'changed', target: left.text }
        : { kind: isAdded ? 'term' : 'part' };
    } else if (around.type === 'return_statement') {
      return { kind: share ?? 'returned' };
    } else if (around.type === 'attribute') {
      const isTrained = around.childForFieldName('attribute')?.text === 'backward';
      return { kind: isTrained ? (share ?? 'trained') : OTHER };
    } else if (around.type === 'argument_list') {
      const callee = around.parent?.childForFieldName('function')?.text ?? '';
      const isFirst = isSame(around.firstNamedChild, inner);
      if (TRAINING.test(callee) && isFirst) {
        return { kind: share ?? 'trained' };
      }
      const isNamedLoss = inner.type === 'keyword_argument';
      if (!isNamedLoss && !SCALING.test(callee)) {
        return { kind: KEEPING.test(callee) ? (share ?? 'term') : OTHER };
      }
    } else if (around.type === 'keyword_argument') {
      if (!/loss/i.test(around.childForFieldName('name')?.text ?? '')) {
        return { kind: OTHER };
      }
    } else if (around.type !== 'call' && !HOLDERS.has(around.type)) {
      return { kind: OTHER };
    }
  }
  return { kind: OTHER };
}

/** True for a product with a number or a weight, or a quotient by one. */
function isWeighted(product: Node, inner: Node): boolean {
  const sides = [product.childForFieldName('left'), product.childForFieldName('right')];
  return sides.some((side) => side && !isSame(side, inner) && WEIGHTS.has(side.type));
}

/** Types of what stands for a weight: a negative number is an operator and its operand. */
const WEIGHTS: ReadonlySet<string> = new Set(['integer', 'float', 'identifier', 'attribute']);

function assigned(assignment: Node, share: 'term' | 'part' | null): Omit<Use, 'value'> {
  const left = assignment.childForFieldName('left');
  if (left?.type === 'identifier') {
    return share ? { kind: share } : { kind: 'assigned', target: left.text };
  }
  return { kind: left?.type === 'subscript' || left?.type === 'attribute' ? (share ?? 'term') : OTHER };
}
