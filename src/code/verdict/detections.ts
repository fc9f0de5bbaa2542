import { keyOf } from '../run/language/python/keys';
import { ArrayValue, ListValue, MappingValue, TupleValue, type Value } from '../run/language/values';
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
  /**
   * The objects of an image as rows of a tensor, as entries `boxes` and `labels` of a dictionary in a list, or as labels beside
   * their boxes.
   */
  readonly objects: ObjectForm;
}

type ObjectForm = 'rows' | 'entries' | 'labels';

/** The forms in which detectors take anchors and objects of these forms, the likeliest first. */
export function detectorForms(objectForms: readonly ObjectForm[]): DetectorForm[] {
  return objectForms.flatMap((objects) =>
    (['corners', 'centres'] as const).flatMap((anchors) =>
      ([3, 2] as const).map((anchorAxes) => ({ anchorAxes, anchors, objects })),
    ),
  );
}

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
 * The objects of the image, each with the index 0 as its class. An image without objects has one row of −1, as the batches
 * of such detectors are filled up, or none in a dictionary.
 *
 * @param targets 0 and 1, one an anchor
 */
export function objectsFor(targets: ArrayValue, { objects }: DetectorForm): Value {
  const boxes = positivesOf(targets).map(cornersOf);
  const count = boxes.length;
  const isEmpty = count === 0;
  switch (objects) {
    case 'rows': {
      const rows = boxes.flatMap((box) => [...box, 0]);
      return like(
        targets,
        isEmpty ? filled([1, 1, 5], -1, 'float32') : tensorOf([1, count, 5], rows, 'float32'),
      );
    }
    case 'labels':
      return like(targets, isEmpty ? filled([1, 1], -1, 'int64') : filled([1, count], 0, 'int64'));
    case 'entries': {
      const image = new MappingValue();
      const entries = {
        boxes: like(targets, tensorOf([count, 4], boxes.flat(), 'float32')),
        labels: like(targets, filled([count], 0, 'int64')),
      };
      for (const [key, value] of Object.entries(entries)) {
        image.entries.set(keyOf(key, { line: 0, start: 0, end: 0 }), { key, value });
      }
      return new ListValue([image]);
    }
  }
}

/** The boxes of the objects, (1, objects, 4), where their labels stand in another tensor. */
export function objectBoxesFor(targets: ArrayValue): Value {
  const boxes = positivesOf(targets).map(cornersOf);
  return like(
    targets,
    boxes.length === 0
      ? filled([1, 1, 4], -1, 'float32')
      : tensorOf([1, boxes.length, 4], boxes.flat(), 'float32'),
  );
}

/** The match of predictions with the objects of the image: the indices of the predictions beside those of the objects. */
export function matchesFor(targets: ArrayValue): Value {
  const positives = positivesOf(targets);
  const indices = (numbers: readonly number[]): Value =>
    like(targets, tensorOf([numbers.length], numbers, 'int64'));
  return new ListValue([new TupleValue([indices(positives), indices([...positives.keys()])])]);
}

function positivesOf({ tensor }: ArrayValue): number[] {
  return [...tensor.data].flatMap((target, anchor) => (target === 1 ? [anchor] : []));
}

/** A tensor as an array of the same framework on the same device. */
function like({ framework, device }: ArrayValue, tensor: Tensor): ArrayValue {
  return new ArrayValue(tensor, framework, device);
}
