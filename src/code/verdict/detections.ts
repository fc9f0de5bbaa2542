import { ArrayValue, type Value } from '../run/language/values';
import { filled, type Tensor, tensorOf } from '../run/tensor/tensor';

/**
 * The boxes that a detector takes beside the classes of its anchors. Each anchor of a probe stands far from the others, and
 * each positive has an object with the very box of its anchor: every way of matching them tells positives from negatives.
 */
export interface DetectorForm {
  /** The axes of the anchors: (A, 4), or (1, A, 4). */
  readonly anchorAxes: 2 | 3;
  /** Where an anchor begins and ends, or its centre and size. The boxes of objects are always the former. */
  readonly anchors: 'corners' | 'centres';
}

/** The forms in which detectors take anchors, the likeliest first. */
export const DETECTOR_FORMS: readonly DetectorForm[] = (['corners', 'centres'] as const).flatMap((anchors) =>
  ([3, 2] as const).map((anchorAxes) => ({ anchorAxes, anchors })),
);

/** Length of a side of every box. */
const SIDE = 10;
/** From one box to the next. */
const DISTANCE = 100;

/** The corners of the box of an anchor: on the diagonal, so that x and y may come in either order. */
function cornersOf(anchor: number): number[] {
  const start = DISTANCE * anchor;
  return [start, start, start + SIDE, start + SIDE];
}

function centreOf(anchor: number): number[] {
  const centre = DISTANCE * anchor + SIDE / 2;
  return [centre, centre, SIDE, SIDE];
}

/** The anchors of a batch. @param targets 0 and 1, one an anchor */
export function anchorsFor(targets: ArrayValue, { anchorAxes, anchors }: DetectorForm): Value {
  const { size } = targets.tensor;
  const boxOf = anchors === 'corners' ? cornersOf : centreOf;
  const boxes = Array.from({ length: size }, (_, anchor) => boxOf(anchor)).flat();
  return like(targets, tensorOf(anchorAxes === 3 ? [1, size, 4] : [size, 4], boxes, 'float32'));
}

/**
 * The objects of the image, (1, objects, 5): corners, and the index 0 of their class. An image without objects has a row of
 * −1, as the batches of such detectors are filled up.
 */
export function annotationsFor(targets: ArrayValue): Value {
  const positives = [...targets.tensor.data].flatMap((target, anchor) => (target === 1 ? [anchor] : []));
  if (positives.length === 0) {
    return like(targets, filled([1, 1, 5], -1, 'float32'));
  }
  const objects = positives.flatMap((anchor) => [...cornersOf(anchor), 0]);
  return like(targets, tensorOf([1, positives.length, 5], objects, 'float32'));
}

/** A tensor as an array of the same framework on the same device. */
function like({ framework, device }: ArrayValue, tensor: Tensor): ArrayValue {
  return new ArrayValue(tensor, framework, device);
}
