import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { operand, replaced, unwrapped } from './nodes';

/** Ways to make γ the exponent of another factor of the product in which it is one. */
export function gammaAsExponent({ code, measure }: LossSubject): Edits[] {
  const gamma = measure?.plan.gamma?.name ?? 'gamma';
  const products = nodesOfTypes(code.node, 'binary_operator').filter(
    (node) => isProduct(node) && !(node.parent && isProduct(node.parent)),
  );
  return products.flatMap((product) => {
    const factors = factorsOf(product);
    const own = factors.findIndex((factor) => new RegExp(`(?:^|\\.)${gamma}$`).test(factor.text));
    if (own < 0) {
      return [];
    }
    const others = factors.filter((_, at) => at !== own);
    return others.map((raised) => {
      const text = others
        .map((factor) =>
          factor === raised ? `${operand(factor)} ** ${factors[own]?.text ?? gamma}` : factor.text,
        )
        .join(' * ');
      return [replaced(product, text)];
    });
  });
}

function isProduct(node: Node): boolean {
  return node.type === 'binary_operator' && node.childForFieldName('operator')?.text === '*';
}

function factorsOf(product: Node): Node[] {
  const [left, right] = [product.childForFieldName('left'), product.childForFieldName('right')];
  return [left, right].flatMap((node) => {
    const inner = node && unwrapped(node);
    return !node || !inner ? [] : isProduct(inner) ? factorsOf(inner) : [node];
  });
}

/** Ways to change the sign of a loss: where its terms are assigned, else where it is returned. */
export function otherSigns({ code }: LossSubject): Edits[] {
  const assigned = nodesOfTypes(code.node, 'assignment', 'return_statement').flatMap((statement) => {
    const value = statement.childForFieldName('right') ?? statement.namedChild(0);
    return value ? [value] : [];
  });
  return assigned.toReversed().map((value) => [replaced(value, negated(value))]);
}

function negated(value: Node): string {
  const inner = unwrapped(value);
  const isNegative = inner.type === 'unary_operator' && inner.text.startsWith('-');
  const base = isNegative ? inner.namedChild(0) : null;
  // The minus of -a * b belongs to a alone.
  return base ? base.text : (firstMinus(inner) ?? `-${operand(inner)}`);
}

/** The text of a product without the minus of its first factor; null if that has none. */
function firstMinus(product: Node): string | null {
  const [first] = isProduct(product) ? factorsOf(product) : [];
  const isNegative = first?.type === 'unary_operator' && first.startIndex === product.startIndex;
  return isNegative && first.text.startsWith('-') ? product.text.slice(1).trimStart() : null;
}
