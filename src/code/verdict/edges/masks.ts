import { wordsOfName } from '../../losses/names';
import type { Parameter } from '../../run/language/program';
import { ArrayValue, type Value } from '../../run/language/values';
import { tensorOf } from '../../run/tensor/tensor';
import type { Computes, EdgeCase } from '../document';
import { isClose, type Measure, totalOf } from '../measure';
import { type Batch, mixedExamples } from '../probes';
import { edgeCase, placeOfEffect } from './effects';

const MASK_WORDS: ReadonlySet<string> = new Set(['mask', 'masks', 'valid']);
/** The indices of the examples that the mask leaves out of a batch of six. */
const LEFT_OUT: ReadonlySet<number> = new Set([1, 4]);

/** A mask that a loss may be given beside its targets, in their shape, and that leaves some out whose losses the mean counts. */
export function ofMasks(measure: Measure, { reduction }: Computes): EdgeCase[] {
  const { layout, plan } = measure;
  const masks = reduction === 'mean' && layout.rowWidth === 1 ? plan.parameters.filter(isMask) : [];
  return masks.flatMap((mask) => countedBehind(mask, measure));
}

/** True for a mask that is None by default. */
function isMask({ name, default: value }: Parameter): boolean {
  const isOff = value?.type === 'constant' && value.value === null;
  return isOff && wordsOfName(name).some((word) => MASK_WORDS.has(word));
}

function countedBehind({ name }: Parameter, measure: Measure): EdgeCase[] {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 6);
  const batch = layout.batch(examples);
  const settings = { other: { name, value: maskFor(batch, measure) } };
  const [masked] = runner.run(plan.with(settings), [batch]);
  const [kept] = runner.run(plan.with({}), [layout.batch(examples.filter((_, at) => !LEFT_OUT.has(at)))]);
  if (masked?.kind !== 'value' || kept?.kind !== 'value') {
    return [];
  }
  const isLeftOut = [...(masked.gradient ?? [])].every((slope, at) => (slope === 0) === LEFT_OUT.has(at));
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

function maskFor({ targetShape, targets }: Batch, { plan }: Measure): Value {
  const kept = Array.from(targets, (_, at) => (LEFT_OUT.has(at) ? 0 : 1));
  return new ArrayValue(tensorOf(targetShape, kept, 'float32'), plan.framework);
}
