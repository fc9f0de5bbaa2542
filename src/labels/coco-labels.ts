import * as v from 'valibot';
import { TensorFileError } from '../tensor/tensor-file';
import type { ClassCounts } from './class-counts';

const id = v.union([v.number(), v.string()]);
const cocoSchema = v.object({
  annotations: v.array(v.object({ category_id: id })),
  categories: v.array(v.object({ id, name: v.string() })),
});

/** True for the JSON of COCO annotations, right or wrong. */
export function isCoco(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'annotations' in document;
}

/**
 * Counts the annotations of each category of COCO annotations, in the order of the categories.
 * @throws TensorFileError where the document is malformed or an annotation has a category that is not listed
 */
export function countCocoLabels(file: string, document: unknown): ClassCounts {
  const parsed = v.safeParse(cocoSchema, document);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const facts = {
      place: v.getDotPath(issue) ?? 'its root',
      expected: issue.expected ?? 'COCO annotations',
    };
    throw new TensorFileError(file, { id: 'coco-expected', facts });
  }
  const { annotations, categories } = parsed.output;
  const counts = new Map(categories.map((category) => [category.id, 0]));
  for (const [annotation, { category_id: category }] of annotations.entries()) {
    const before = counts.get(category);
    if (before === undefined) {
      const facts = { category: String(category), annotation };
      throw new TensorFileError(file, { id: 'coco-unknown-category', facts });
    }
    counts.set(category, before + 1);
  }
  if (annotations.length === 0) {
    throw new TensorFileError(file, { id: 'labels-none', facts: {} });
  }
  const classes = categories.map((category) => ({
    name: category.name,
    count: counts.get(category.id) ?? 0,
  }));
  return { classes, ignored: 0 };
}
