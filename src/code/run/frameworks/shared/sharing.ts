import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { ArrayValue, type Sharing } from '../../language/values';
import { reshaped } from '../../tensor/layout';
import type { Tensor } from '../../tensor/tensor';

/** An object that shows all elements of another one in the same order, such as `x.view(-1)`. */
export function wholeView(of: ArrayValue, tensor: Tensor): ArrayValue {
  const view = new ArrayValue(tensor, of.framework, of.device);
  const sharing = sharingOf(of);
  sharing.members.add(view);
  view.sharing = sharing;
  return view;
}

/** An object that shows some elements of another one, or all in another order or without their gradient. */
export function partialView(of: ArrayValue, tensor: Tensor): ArrayValue {
  const view = new ArrayValue(tensor, of.framework, of.device);
  const sharing = sharingOf(of);
  sharing.partialViews.add(view);
  view.sharing = sharing;
  return view;
}

/**
 * Gives an object another tensor, as an in-place operation does, and with it the objects that share its memory.
 *
 * @throws NotUnderstood if it shows only a part of its memory
 */
export function overwrite(array: ArrayValue, tensor: Tensor, place: Place): void {
  if (array.sharing?.partialViews.has(array)) {
    throw new NotUnderstood({ kind: 'view' }, place);
  }
  for (const view of array.sharing?.partialViews ?? []) {
    view.isStale = true;
  }
  for (const member of array.sharing?.members ?? [array]) {
    member.tensor.isOverwritten = true;
    member.tensor = member === array ? tensor : reshaped(tensor, member.tensor.shape);
  }
}

function sharingOf(array: ArrayValue): Sharing {
  array.sharing ??= { members: new Set([array]), partialViews: new Set() };
  return array.sharing;
}
