import type { Node } from '@vscode/tree-sitter-wasm';
import { numberText } from '../../format/number-text';
import { signsAt } from '../fixes/building/products';
import { nodesOfTypes } from '../syntax/tree';
import { exampleOf } from '../verdict/probes';
import { boosterCallOf, derivativePlace, observedOf } from './evidence/objective';
import type { Hit, LossSubject, Rule, TextRange } from './rule';

/** Logits at which the gradient of a function with a derivative of its own is compared with differences of its value. */
const LOGITS = [-1.5, 0.5, 2];
const STEP = 1e-4;
/** A gradient of the wrong sign counts from this share of the right one on. */
const SURE_SHARE = 0.05;

/** A derivative by hand, `backward`, whose sign is opposite to that of the differences of the value, at some logits at least. */
function reversedDerivative(loss: LossSubject): Hit<'gradient-sign-error'>[] {
  const { measure, code, file } = loss;
  if (measure?.layout.width !== 1 || !/def backward\(/.test(file.textOf(code.node))) {
    return [];
  }
  const totalAt = (logit: number, target: number) =>
    measure.total([{ input: [logit], target }, exampleOf(1, 1, 1 - target)], measure.usual);
  const reversed = ([1, 0] as const).flatMap((target) => {
    const reversedAt = LOGITS.flatMap((score) => {
      const [before, after] = [totalAt(score - STEP, target), totalAt(score + STEP, target)];
      const gradient = totalAt(score, target)?.gradient[0] ?? 0;
      const slope = before && after ? (after.loss - before.loss) / (2 * STEP) : 0;
      return gradient * slope < 0 && Math.abs(gradient / slope) > SURE_SHARE
        ? [{ target, score, gradient }]
        : [];
    });
    return reversedAt.slice(0, 1);
  });
  const [first, other] = reversed;
  if (!first) {
    return [];
  }
  const { target, score } = first;
  const gradient = numberText(first.gradient);
  const side =
    other === undefined
      ? target === 1
        ? ('positives' as const)
        : ('negatives' as const)
      : ('both' as const);
  const method = nodesOfTypes(code.node, 'function_definition').find(
    (each) => each.childForFieldName('name')?.text === 'backward',
  );
  return [
    {
      facts: { side, score: numberText(score), gradient, isMaximised: false, target },
      at: method ? lastReturned(method) : null,
    },
  ];
}

/** The last value that a method returns. */
function lastReturned(method: Node): TextRange | null {
  const statement = nodesOfTypes(method, 'return_statement').at(-1);
  return statement ? { start: statement.startIndex, end: statement.endIndex } : null;
}

/** The gradient of a boosting objective, or of a loss with a derivative of its own, points the wrong way. */
export const gradientSignError: Rule<'gradient-sign-error'> = {
  id: 'gradient-sign-error',
  severity: 'error',
  inLoss: (loss) => {
    const [sign, other] = observedOf(loss, 'gradientSign');
    if (!sign) {
      return reversedDerivative(loss);
    }
    const isMaximised = boosterCallOf(loss) === 'ranges';
    const side = other
      ? ('both' as const)
      : sign.target === 1
        ? ('positives' as const)
        : ('negatives' as const);
    // Shown as the code returns it: CatBoost's derivatives have the other sign.
    const gradient = numberText(isMaximised ? -sign.gradient : sign.gradient);
    return [
      {
        facts: { side, score: numberText(sign.score), gradient, isMaximised, target: sign.target },
        at: derivativePlace(loss, 'gradient'),
      },
    ];
  },
  fixInLoss: (loss, at) =>
    signsAt(loss, at).map((edits) => ({ title: 'change-sign' as const, edits, changes: {} })),
};
