import { ArrayValue, type Value } from '../run/language/values';
import { type Tensor, tensorOf } from '../run/tensor/tensor';
import { elementwise, type Layout } from './probes';

/** The layout of a loss that takes a heat map and, beside it, where its peaks are: the places of one column. */
export const PEAKS: Layout = {
  ...elementwise('peaks', (count) => [1, 1, count, 1], 'float32'),
  classes: 1,
  mustTellTargets: true,
};

/** What a list of peaks says of each: its place in the image, whether it is one or fills up the list, and its class. */
export type PartOfPeaks = 'places' | 'mask' | 'classes';

/** The list of the peaks of an image, (1, peaks), which has at least one entry. @param targets a heat map of 0 and 1 */
export function peaksFor({ tensor, framework, device }: ArrayValue, part: PartOfPeaks): Value {
  const places = [...tensor.data].flatMap((target, place) => (target === 1 ? [place] : []));
  const isEmpty = places.length === 0;
  const shape = [1, Math.max(places.length, 1)];
  const partOf: Readonly<Record<PartOfPeaks, () => Tensor>> = {
    places: () => tensorOf(shape, isEmpty ? [0] : places, 'int64'),
    mask: () => tensorOf(shape, isEmpty ? [0] : places.map(() => 1), 'float32'),
    classes: () => tensorOf(shape, isEmpty ? [0] : places.map(() => 0), 'int64'),
  };
  return new ArrayValue(partOf[part](), framework, device);
}
