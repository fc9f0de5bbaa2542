import { counted } from '../words';

/** Counting the classes of labels. */
export const labelProblems = {
  'labels-none': 'expected labels, found none',
  'class-names-none':
    'expected names of classes: a list or map in JSON or YAML, a column of a CSV, or one name a line',
  'labels-malformed': ({ reason }: { reason: string }) => `the file cannot be read: ${reason}`,
  'label-column-missing': ({ column, columns }: { column: string; columns: readonly string[] }) =>
    `there is no column "${column}"; the columns are ${columns.join(', ')}`,
  'label-column-unclear': ({ columns }: { columns: readonly string[] }) =>
    `expected a column of labels, found ${columns.join(', ')}; name it with --column`,
  'label-empty': ({ column }: { column: string }) =>
    `expected a label in column "${column}", found an empty cell`,
  'label-array-missing': ({ array, arrays }: { array: string; arrays: readonly string[] }) =>
    `there is no array "${array}"; the arrays are ${arrays.join(', ')}`,
  'label-array-unclear': ({ arrays }: { arrays: readonly string[] }) =>
    `expected an array of labels, found ${arrays.join(', ')}; name it with --array`,
  'label-not-whole': ({ value, index }: { value: string; index: number }) =>
    `expected whole numbers, found ${value} at element ${index}`,
  'too-many-classes': ({ most }: { most: number }) =>
    `found more than ${most} different labels; these are no classes`,
  'coco-expected': ({ place, expected }: { place: string; expected: string }) =>
    `expected ${expected} at ${place}`,
  'coco-unknown-category': ({ category, annotation }: { category: string; annotation: number }) =>
    `annotation ${annotation} has the category ${category}, which the categories do not list`,
  'yolo-line': ({ found }: { found: string }) => `expected "class x y width height", found "${found}"`,
  'class-unknown': ({ found, classes, file }: { found: number; classes: number; file: string }) =>
    `found class ${found}, but ${file} names ${counted(classes, 'class', 'classes')}`,
  'mask-channels': ({ channels }: { channels: number }) =>
    `expected one class a pixel (grey or a palette), found ${channels} channels`,
  'folder-without-labels':
    'expected YOLO labels (.txt) or masks (.png) in the folder or its sub-folders, found neither',
};
