import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { callOf } from './calls';
import { assignmentsIn, expressionAt, operand, replaced, returnedIn, unwrapped } from './nodes';

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
export function otherSigns(loss: LossSubject): Edits[] {
  const { node } = loss.code;
  const { negative } = arithmeticOf(loss);
  const values = [...assignmentsIn(node).map(({ value }) => value), ...returnedIn(node)];
  return values
    .toSorted((one, other) => other.startIndex - one.startIndex)
    .map((value) => [replaced(value, negated(value, negative))]);
}

/** Changes the sign of the expression at a place. */
export function signsAt(loss: LossSubject, at: TextRange): Edits[] {
  const { negative } = arithmeticOf(loss);
  const found = expressionAt(loss.file, at);
  const value = found?.type === 'return_statement' ? found.namedChild(0) : found;
  return value ? [[replaced(value, negated(value, negative))]] : [];
}

function negated(value: Node, negative: (text: string) => string): string {
  const inner = unwrapped(value);
  const isNegative = /^unary_/.test(inner.type) && inner.text.startsWith('-');
  const call = callOf(inner);
  const base = isNegative
    ? inner.namedChild(0)
    : call?.name === 'neg'
      ? (call.given[0]?.value ?? call.object)
      : null;
  // The minus of -a * b belongs to a alone.
  return base ? base.text : (firstMinus(inner) ?? negative(inner.text));
}

/** The text of a product without the minus of its first factor; null if that has none. */
function firstMinus(product: Node): string | null {
  const [first] = isProduct(product) ? factorsOf(product) : [];
  const isNegative = first?.type === 'unary_operator' && first.startIndex === product.startIndex;
  return isNegative && first.text.startsWith('-') ? product.text.slice(1).trimStart() : null;
}
