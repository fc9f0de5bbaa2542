import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { type CodeCall, callOf, callsIn } from './calls';
import { assignmentsIn, expressionAt, operand, replaced, returnedIn, unwrapped } from './nodes';

/** Ways to make γ the exponent of another factor of the product in which it is one. */
export function gammaAsExponent({ code, measure }: LossSubject): Edits[] {
  const gamma = measure?.plan.gamma?.name ?? 'gamma';
  const products = nodesOfTypes(code.node, 'binary_operator', 'binary_expression').filter(
    (node) => isProduct(node) && !(node.parent && isProduct(node.parent)),
  );
  const called = callsIn(code.node).flatMap((call) => raisedByCall(call, gamma));
  const written = products.flatMap((product) => {
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
  return [...written, ...called];
}

/** Writes `x.mul(gamma)` as `x.pow(gamma)`, and `tf.mul(gamma, x)` as `tf.pow(x, gamma)`. */
function raisedByCall({ node, name, given }: CodeCall, gamma: string): Edits[] {
  const callee = node.childForFieldName('function');
  const own = callee?.childForFieldName('attribute') ?? callee?.childForFieldName('property');
  const [first, second] = given.map(({ value }) => value);
  const isGamma = (factor: Node | undefined): boolean =>
    !!factor && new RegExp(`(?:^|[.(])${gamma}\\)?$`).test(factor.text);
  if (!own || !first || !/^mul(?:tiply)?$/.test(name)) {
    return [];
  }
  if (isGamma(second ?? first)) {
    return [[replaced(own, 'pow')]];
  }
  return second && isGamma(first)
    ? [[replaced(own, 'pow'), replaced(first, second.text), replaced(second, first.text)]]
    : [];
}

function isProduct(node: Node): boolean {
  return (
    /^binary_(?:operator|expression)$/.test(node.type) && node.childForFieldName('operator')?.text === '*'
  );
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
  const returned = found?.type === 'return_statement' ? found.namedChild(0) : found;
  // A derivative by hand may return those by several inputs, the predictions first.
  const value = returned && SEVERAL.has(returned.type) ? returned.namedChild(0) : returned;
  return value ? [[replaced(value, negated(value, negative))]] : [];
}

const SEVERAL: ReadonlySet<string> = new Set(['array', 'expression_list', 'tuple']);

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
