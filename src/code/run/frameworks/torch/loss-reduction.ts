import { raise } from '../../language/exceptions';
import { builtin, type Given } from '../../language/signature';
import type { Value } from '../../language/values';
import { ALL_AXES, mean, sum } from '../../tensor/reduction';
import type { Tensor } from '../../tensor/tensor';
import { wrapped } from './conversion';
import { TORCH } from './framework';

/** The reduction of a loss function's call, with the old `size_average` and `reduce` taken into account. */
export function reductionGiven(given: Given): 'none' | 'mean' | 'sum' {
  const [average, reduce] = [given.value('size_average'), given.value('reduce')];
  if (average !== null || reduce !== null) {
    if (reduce !== null && !given.flag('reduce')) {
      return 'none';
    }
    return average === null || given.flag('size_average') ? 'mean' : 'sum';
  }
  const reduction = given.text('reduction');
  return reduction === 'none' || reduction === 'mean' || reduction === 'sum'
    ? reduction
    : raise('ValueError', `${reduction} is not a valid value for reduction`, given.place);
}

/** PyTorch's own number of a reduction. */
export const REDUCTION_NUMBER = builtin('get_enum', 'reduction', (given) => {
  const reduction = given.text('reduction');
  const number = ['none', 'mean', 'sum'].indexOf(reduction);
  return number >= 0
    ? BigInt(number)
    : raise('ValueError', `${reduction} is not a valid value for reduction`, given.place);
});

/** The elementwise losses, reduced as the call says. */
export function reducedLoss(given: Given, losses: Tensor): Value {
  const reduction = reductionGiven(given);
  const reduced =
    reduction === 'none' ? losses : (reduction === 'mean' ? mean : sum)(losses, ALL_AXES, losses.dtype);
  return wrapped(reduced, TORCH, given.machine, given.place);
}
