import type { ExpectedInput } from '../../../loss/variants/variant';
import type { Computes, EdgeCase } from '../document';
import { type Measure, totalOf } from '../measure';
import { examplesAt, ordinaryBeside, SIZES } from '../sizes';
import { edgeCase, effectOn } from './effects';
import type { LossText } from './loss-text';

/** Logits whose probabilities float16 tells from 0. */
const SIZES_OF_HALF = [8, 10, 12, 15];
/** A prediction of this size is sure. */
const SURE = 20;
const TARGETS = [1, 0] as const;
const NAMES_HALF = /\bfloat16\b|\bhalf[ -]precision\b|\.half\(\)/i;
/** Mixed precision, which computes softmax, logarithms, powers and sums in float32 whatever the type of the logits. */
const IS_MIXED = /\bautocast\b|\bGradScaler\b|\bfp16\s*=/;

/** Texts and comments of Python, TypeScript and JavaScript. */
const WORDS = /"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\/|#.*|\/\/.*/g;

/**
 * Predictions that are sure and wrong, and float16 where the words of the loss or the code of the file name it and the file does not
 * leave types to autocast.
 */
export function ofExtremes(measure: Measure, { input }: Computes, text: LossText): EdgeCase[] {
  if (input === null) {
    return [];
  }
  const flat = TARGETS.flatMap((target) => flatFrom(measure, input, target) ?? []);
  return [
    ...flat.toSorted((one, other) => (one.from ?? 0) - (other.from ?? 0)).slice(0, 1),
    ...(namesHalf(text) ? ofHalf(measure, input) : []),
  ];
}

function namesHalf({ definition, file }: LossText): boolean {
  return !IS_MIXED.test(file) && [definition, file.replace(WORDS, '')].some((each) => NAMES_HALF.test(each));
}

/** The size from which the gradient of a wrong prediction is 0. */
function flatFrom({ layout, plan, runner }: Measure, input: ExpectedInput, target: 0 | 1): EdgeCase | null {
  const isFlat = (size: number): boolean => {
    const [, wrong] = examplesAt(layout.width, size, target, input);
    const [outcome] = runner.run(plan.with({}), [layout.batch([wrong, wrong])], 'framework');
    const total = outcome ? totalOf(outcome) : null;
    return (
      total !== null &&
      total.loss > 0 &&
      total.gradient.length > 0 &&
      total.gradient.every((slope) => slope === 0)
    );
  };
  const from = [SURE, 100].some(isFlat) ? SIZES.find(isFlat) : undefined;
  return from === undefined ? null : edgeCase('sureAndWrong', 'noGradient', { from });
}

/** Returns the cases that are finite in float32 and not in float16. */
function ofHalf(measure: Measure, input: ExpectedInput): EdgeCase[] {
  const { layout } = measure;
  for (const size of SIZES_OF_HALF) {
    for (const target of TARGETS) {
      const examples = [...examplesAt(layout.width, size, target, input), ...ordinaryBeside(layout.width)];
      const batch = layout.batch(examples);
      const targetType = batch.targetType === 'float32' ? 'float16' : batch.targetType;
      const found = effectOn(measure, 'float16', { ...batch, inputType: 'float16', targetType });
      const isOfHalf = found?.effect === 'lossNotFinite' || found?.effect === 'gradientNotFinite';
      if (isOfHalf && !effectOn(measure, 'float16', batch)) {
        return [{ ...found, from: size }];
      }
    }
  }
  return [];
}
