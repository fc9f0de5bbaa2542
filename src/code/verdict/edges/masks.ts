import { wordsOfName } from '../../losses/names';
import type { Parameter } from '../../run/language/program';
import { ArrayValue, type Value } from '../../run/language/values';
import type { DType } from '../../run/tensor/dtype';
import { tensorOf } from '../../run/tensor/tensor';
import type { Computes, EdgeCase } from '../document';
import { isClose, type Measure, totalOf } from '../measure';
import { type Batch, mixedExamples } from '../probes';
import { edgeCase, effectOn, placeOfEffect } from './effects';

const MASK_WORDS: ReadonlySet<string> = new Set(['mask', 'masks', 'valid']);
/** The indices of the examples that the mask leaves out of a batch of six. */
const LEFT_OUT: ReadonlySet<number> = new Set([1, 4]);

/** A mask that a loss takes beside its targets, in their shape: the mean may count the losses of those that it leaves out, and what is left is nothing. */
export function ofMasks(measure: Measure, { reduction }: Computes): EdgeCase[] {
  const { layout, plan, runner } = measure;
  const { targetShape } = layout.batch(mixedExamples(layout.width, 1));
  if (layout.rowWidth > 1 && !(layout.hasIndexTargets && targetShape.length === 1)) {
    return [];
  }
  const masks = [
    ...plan.parameters.filter(isMask).map(({ name }) => ({ name, dtype: 'float32' as const })),
    ...runner.masks.map(({ name }) => ({ name, dtype: 'bool' as const })),
  ];
  return masks.flatMap((mask) => [
    ...(reduction === 'mean' ? countedBehind(mask, measure) : []),
    ...emptied(mask, measure),
  ]);
}

interface Mask {
  readonly name: string;
  readonly dtype: DType;
}

/** True for a mask that is None by default. */
function isMask({ name, default: value }: Parameter): boolean {
  const isOff = value?.type === 'constant' && value.value === null;
  return isOff && wordsOfName(name).some((word) => MASK_WORDS.has(word));
}

/** A mask that leaves every example out. */
function emptied({ name, dtype }: Mask, measure: Measure): EdgeCase[] {
  const { layout } = measure;
  const batch = layout.batch(mixedExamples(layout.width, 6));
  const value = maskFor(batch, measure, dtype, () => false);
  const found = effectOn(measure, 'allIgnored', batch, { other: { name, value } });
  return found?.effect === 'lossNotFinite' || found?.effect === 'noGradient' ? [found] : [];
}

function countedBehind({ name, dtype }: Mask, measure: Measure): EdgeCase[] {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 6);
  const batch = inOneRow(layout.batch(examples));
  const settings = { other: { name, value: maskFor(batch, measure, dtype, isKept) } };
  const [masked] = runner.run(plan.with(settings), [batch]);
  const [kept] = runner.run(plan.with({}), [
    inOneRow(layout.batch(examples.filter((_, at) => !LEFT_OUT.has(at)))),
  ]);
  if (masked?.kind !== 'value' || kept?.kind !== 'value') {
    return [];
  }
  const isLeftOut = [...(masked.gradient ?? [])].every(
    (slope, at) => (slope === 0) === LEFT_OUT.has(Math.floor(at / layout.rowWidth)),
  );
  const [whole, part] = [totalOf(masked)?.loss ?? 0, totalOf(kept)?.loss ?? 0];
  const share = 1 - LEFT_OUT.size / examples.length;
  return isLeftOut && part !== 0 && isClose(whole, share * part, 1e-6)
    ? [
        edgeCase('someIgnored', 'countedInMean', {
          place: placeOfEffect('countedInMean', measure, batch, settings),
        }),
      ]
    : [];
}

/** Rows of one example as one row of them: a mean of each row may count a row from which nothing is left. */
function inOneRow(batch: Batch): Batch {
  const { inputShape, targetShape } = batch;
  const areRows = [inputShape, targetShape].every(
    (shape) => shape.length > 1 && shape.slice(1).every((size) => size === 1),
  );
  return areRows
    ? { ...batch, inputShape: inputShape.toReversed(), targetShape: targetShape.toReversed() }
    : batch;
}

function isKept(at: number): boolean {
  return !LEFT_OUT.has(at);
}

function maskFor(
  { targetShape, targets }: Batch,
  { plan }: Measure,
  dtype: DType,
  keeps: (at: number) => boolean,
): Value {
  const kept = Array.from(targets, (_, at) => (keeps(at) ? 1 : 0));
  return new ArrayValue(tensorOf(targetShape, kept, dtype), plan.framework);
}
