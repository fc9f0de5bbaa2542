import type { Node } from '@vscode/tree-sitter-wasm';
import { numberText } from '../../format/number-text';
import { signsAt } from '../fixes/building/products';
import { isWithinAny } from '../losses/inline-losses';
import { returnedValues } from '../losses/returned-values';
import { FUNCTION_TYPES } from '../syntax/node-shapes';
import { nodesOfTypes } from '../syntax/tree';
import { exampleOf } from '../verdict/probes';
import { boosterCallOf, derivativePlace, observedOf } from './evidence/objective';
import type { Hit, LossSubject, Rule, TextRange } from './rule';

/** Logits at which the gradient of a function with a derivative of its own is compared with differences of its value. */
const LOGITS = [-1.5, 0.5, 2];
const STEP = 1e-4;
/** A gradient of the wrong sign counts from this share of the right one on. */
const SURE_SHARE = 0.05;

/** Matches code that gives a function a derivative of its own, in PyTorch, TensorFlow.js and TensorFlow. */
const BY_HAND = /def backward\(|\bcustomGrad\(|\bcustom_gradient\b/;
/** The names of what computes one. */
const DERIVATIVES: ReadonlySet<string | undefined> = new Set(['backward', 'gradFunc', 'grad']);

/** A derivative by hand whose sign is opposite to that of the differences of the value, at some logits at least. */
function reversedDerivative(loss: LossSubject): Hit<'gradient-sign-error'>[] {
  const { measure, code, file } = loss;
  if (measure?.layout.width !== 1 || !BY_HAND.test(file.text)) {
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
  const derivatives = nodesOfTypes(file.root, ...FUNCTION_TYPES).filter((each) =>
    DERIVATIVES.has(file.syntax.definition(each)?.name),
  );
  const isWithin = (each: Node): boolean => isWithinAny(each, [code.node]);
  const derivative = derivatives.find(isWithin) ?? (derivatives.length === 1 ? derivatives[0] : undefined);
  return [
    {
      facts: { side, score: numberText(score), gradient, isMaximised: false, target },
      at: derivative ? lastReturned(derivative) : null,
    },
  ];
}

/** The last value that a function returns. */
function lastReturned(definition: Node): TextRange | null {
  const value = returnedValues(definition).at(-1);
  const statement = value?.parent?.type === 'return_statement' ? value.parent : value;
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
    const isMaximised = boosterCallOf(loss) === 'ranges' || boosterCallOf(loss) === 'multi';
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
