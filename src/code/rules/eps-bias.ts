import { exactNumberText } from '../../format/number-text';
import type { Example } from '../verdict/probes';
import { examplesAt } from '../verdict/sizes';
import { lastReturn } from './place';
import { targetProbabilityOf } from './probabilities';
import type { LossSubject, Rule, TextRange } from './rule';

/** A logit at which an ε of 1e-12 or more bounds the cross-entropy. */
const SURE = 60;
/** Ordinary logits, at which no ε shows. */
const ORDINARY = 3;
/** From this ε on the loss differs at logits that models reach soon. */
const LARGE = 1e-5;

/** The cross-entropy of the hardest examples is bounded by an ε in or before the logarithm. */
export const epsBias: Rule<'eps-bias'> = {
  id: 'eps-bias',
  severity: 'warning',
  inLoss: (loss) => {
    const bound = boundOfCrossEntropy(loss);
    if (bound === null) {
      return [];
    }
    const epsilon = Math.exp(-bound);
    return [
      {
        facts: { epsilon: epsilon.toExponential(0), bound: exactNumberText(Number(bound.toPrecision(3))) },
        at: placeOfEpsilon(loss) ?? lastReturn(loss),
        ...(epsilon < LARGE * 0.99 ? { severity: 'information' as const } : {}),
      },
    ];
  },
};

/** The largest cross-entropy of a positive; null if it has no bound, or the loss is no focal loss. */
function boundOfCrossEntropy({ measure, verdict }: LossSubject): number | null {
  const { input = null, gammaIsExponentOf } = verdict.computes ?? {};
  if (!measure || input === null || gammaIsExponentOf !== '1-p_t') {
    return null;
  }
  const { width } = measure.layout;
  const wrongAt = (logit: number): Example => examplesAt(width, logit, 1, input)[1];
  const lossAt = (logit: number): number | null =>
    measure.ofExample(wrongAt(logit), { ...measure.usual, gamma: 2 });
  const [ordinary, sure] = [lossAt(ORDINARY), lossAt(SURE)];
  if (ordinary === null || sure === null || ordinary <= 0) {
    return null;
  }
  const p = targetProbabilityOf(examplesAt(width, ORDINARY, 1, 'logits')[1]);
  const scale = ordinary / ((1 - p) ** 2 * -Math.log(p));
  const bound = sure / scale;
  return bound < SURE * 0.95 && bound > 1 ? bound : null;
}

/** Matches a small constant or a name for it. */
const EPSILON = /\b1e-\d+\b|\beps(?:ilon)?\b|\bsmooth\b|0\.0{3,}1\b|clamp|clip/i;

/** The line of the logarithm, or of what is clamped before it, that names a small constant. */
function placeOfEpsilon({ file, code: { node } }: LossSubject): TextRange | null {
  let offset = node.startIndex;
  for (const line of file.textOf(node).split('\n')) {
    const isDeclaration = /^\s*(?:def|class|self\.\w+ =)/.test(line);
    if (!isDeclaration && EPSILON.test(line)) {
      const start = offset + line.length - line.trimStart().length;
      return { start, end: start + line.trim().length };
    }
    offset += line.length + 1;
  }
  return null;
}
