import { EXCEPTIONS, type ExceptionName, raisedOf } from '../language/exceptions';
import type { Place } from '../language/program';
import type { Raised } from '../language/raised';
import type { Refusal, TensorFailure } from '../tensor/failure';
import { listText } from '../tensor/shapes';

const EXCEPTION_OF_SUBJECT: Readonly<Record<TensorFailure['subject'], ExceptionName>> = {
  shape: 'RuntimeError',
  axis: 'IndexError',
  index: 'IndexError',
  type: 'RuntimeError',
  value: 'RuntimeError',
};

/** The exception that a framework raises for what a tensor operation refused. */
export function raisedForFailure({ subject, refusal }: TensorFailure, place: Place): Raised {
  const name = EXCEPTION_OF_SUBJECT[subject];
  const ofClass = EXCEPTIONS.get(name);
  if (!ofClass) {
    throw new Error(`${name} is no exception of Python.`);
  }
  const message = messageOf(refusal);
  return raisedOf(ofClass, [message], message, place);
}

/** In PyTorch's words. */
function messageOf(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'broadcast': {
      const { one, other, axis } = refusal;
      const rank = Math.max(one.length, other.length);
      const first = one[axis - rank + one.length] ?? 1;
      const second = other[axis - rank + other.length] ?? 1;
      return `The size of tensor a (${first}) must match the size of tensor b (${second}) at non-singleton dimension ${axis}`;
    }
    case 'axis': {
      const least = Math.max(refusal.rank, 1);
      return `Dimension out of range (expected to be in range of [${-least}, ${least - 1}], but got ${refusal.axis})`;
    }
    case 'index':
      return `index ${refusal.index} is out of bounds for dimension ${refusal.axis} with size ${refusal.length}`;
    case 'mask':
      return `The shape of the mask ${listText(refusal.mask)} at index ${refusal.axis} does not match the shape of the indexed tensor ${listText(refusal.shape)} at index ${refusal.axis}`;
    case 'tooManyIndices':
      return refusal.rank === 0
        ? 'invalid index of a 0-dim tensor. Use `tensor.item()` to convert a 0-dim tensor to a number'
        : `too many indices for tensor of dimension ${refusal.rank}`;
    case 'reshape':
      return `shape '${listText(refusal.shape)}' is invalid for input of size ${refusal.size}`;
    case 'other':
      return refusal.message;
  }
}
