import type { Sharing } from '../../language/memory';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { ArrayValue } from '../../language/values';
import { scattered } from '../../tensor/indexing';
import { reshaped } from '../../tensor/layout';
import { Tensor } from '../../tensor/tensor';

/** An object that shows all elements of another one in the same order, such as `x.view(-1)`. */
export function wholeView(of: ArrayValue, tensor: Tensor): ArrayValue {
  const sharing = sharingOf(of);
  if (sharing.partialViews.has(of)) {
    return partialView(of, tensor, of.source ? (part) => reshaped(part, tensor.shape) : null);
  }
  const view = new ArrayValue(tensor, of.framework, of.device);
  sharing.members.add(view);
  view.sharing = sharing;
  return view;
}

/**
 * An object that shows some elements of another one, or all in another order or without their gradient.
 *
 * @param show takes the elements out of those of the other one; null where changes are not followed
 */
export function partialView(
  of: ArrayValue,
  tensor: Tensor,
  show: ((whole: Tensor) => Tensor) | null = null,
): ArrayValue {
  const view = new ArrayValue(tensor, of.framework, of.device);
  const sharing = sharingOf(of);
  sharing.partialViews.add(view);
  view.sharing = sharing;
  view.source = show && { of, show };
  return view;
}

/**
 * Gives an object another tensor, as an in-place operation does, and with it the objects that share its memory.
 *
 * @throws NotUnderstood if it shows elements of another object in a way that is not followed
 */
export function overwrite(array: ArrayValue, tensor: Tensor, place: Place): void {
  if (array.sharing?.partialViews.has(array)) {
    overwriteThrough(array, tensor, place);
    return;
  }
  for (const view of array.sharing?.partialViews ?? []) {
    view.isStale = true;
  }
  for (const member of array.sharing?.members ?? [array]) {
    member.tensor.isOverwritten = true;
    member.tensor = member === array ? tensor : reshaped(tensor, member.tensor.shape);
  }
}

/** Puts the elements of a view where they stand in the object that it shows. */
function overwriteThrough(view: ArrayValue, tensor: Tensor, place: Place): void {
  if (!view.source) {
    throw new NotUnderstood({ kind: 'view' }, place);
  }
  const { of, show } = view.source;
  const whole = of.tensor;
  view.tensor.isOverwritten = true;
  const numbered = new Tensor(
    whole.shape,
    'int64',
    whole.data.map((_, at) => at),
  );
  overwrite(of, scattered(whole, Int32Array.from(show(numbered).data), tensor), place);
}

function sharingOf(array: ArrayValue): Sharing<ArrayValue> {
  array.sharing ??= { members: new Set([array]), partialViews: new Set() };
  return array.sharing;
}
