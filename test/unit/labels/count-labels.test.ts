import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { typedCounts } from '../../../src/labels/typed-counts';
import { npyBytes } from '../../reference/npy';
import { asRecord, count, countsIn } from './counted-files';

describe('labels of a table', () => {
  it('are counted in the column of labels, whatever its place', async () => {
    const text = 'file,label,width\na.png,cat,1\n"b, too.png",dog,2\nc.png,cat,3\n';
    expect(await countsIn({ 'a.csv': text }, 'a.csv')).toEqual({ cat: 2, dog: 1 });
    expect(await countsIn({ 'a.tsv': text.replaceAll(', too', '').replaceAll(',', '\t') }, 'a.tsv')).toEqual({
      cat: 2,
      dog: 1,
    });
    expect(await countsIn({ 'a.csv': text }, 'a.csv', { column: 'width' })).toEqual({
      '0': 0,
      '1': 1,
      '2': 1,
      '3': 1,
    });
  });

  it('are counted in a column without a name, and indices without examples count nothing', async () => {
    expect(await countsIn({ 'a.csv': '0\n0\n2\n' }, 'a.csv')).toEqual({ '0': 2, '1': 0, '2': 1 });
  });

  it('name the line where one is missing, also behind a cell of several lines', async () => {
    const text = 'note,label\n"one\ntwo",cat\nthree,\n';
    await expect(count({ 'a.csv': text }, 'a.csv')).rejects.toThrow(
      'a.csv, line 4: expected a label in column "label", found an empty cell',
    );
  });

  it('name the line where the table is malformed', async () => {
    await expect(count({ 'a.csv': 'x,label\n1,cat\n2,dog,9\n' }, 'a.csv')).rejects.toThrow('a.csv, line 3');
  });

  it('name the columns where none is of labels', async () => {
    await expect(count({ 'a.csv': 'x,z\n1,2\n' }, 'a.csv')).rejects.toThrow(
      'found x, z; name it with --column',
    );
    await expect(count({ 'a.csv': 'x,z\n1,2\n' }, 'a.csv', { column: 'w' })).rejects.toThrow(
      'there is no column "w"; the columns are x, z',
    );
  });

  it('leave out the value to ignore', async () => {
    const found = await count({ 'a.csv': 'label\n0\n255\n1\n0\n255\n' }, 'a.csv', { ignore: '255' });
    expect(asRecord(found)).toEqual({ '0': 2, '1': 1 });
    expect(found.ignored).toBe(2);
  });
});

describe('labels of an array', () => {
  it('are counted by value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), async (labels) => {
        const found = await countsIn({ 'a.json': JSON.stringify(labels) }, 'a.json');
        for (const [name, examples] of Object.entries(found)) {
          expect(labels.filter((label) => String(label) === name)).toHaveLength(examples);
        }
      }),
    );
  });

  it('are columns where every row is one-hot, and values where one is not', async () => {
    expect(await countsIn({ 'a.json': '[[0,1,0],[1,0,0],[0,1,0]]' }, 'a.json')).toEqual({
      '0': 1,
      '1': 2,
      '2': 0,
    });
    expect(await countsIn({ 'a.json': '[[0,1,1],[1,0,0],[0,0,0]]' }, 'a.json')).toEqual({ '0': 6, '1': 3 });
  });

  it('name the element that is no whole number', async () => {
    await expect(count({ 'a.json': '[0, 1, 0.5]' }, 'a.json')).rejects.toThrow(
      'expected whole numbers, found 0.5 at element 2',
    );
  });

  it('are those of the targets of an archive, or of the array that is named', async () => {
    const array = (values: number[]) => npyBytes('|u1', [values.length], Uint8Array.from(values).buffer);
    const files = { 'a.npz': zipSync({ 'x.npy': array([7, 7]), 'labels.npy': array([0, 1, 1]) }) };
    expect(await countsIn(files, 'a.npz')).toEqual({ '0': 1, '1': 2 });
    expect((await countsIn(files, 'a.npz', { array: 'x' }))['7']).toBe(2);
    await expect(count(files, 'a.npz', { array: 'z' })).rejects.toThrow('the arrays are x, labels');
  });
});

describe('COCO annotations', () => {
  const categories = [
    { id: 18, name: 'dog' },
    { id: 3, name: 'car' },
  ];

  it('are counted by category, in their order, also without examples', async () => {
    const text = JSON.stringify({ categories, annotations: [{ category_id: 18 }, { category_id: 18 }] });
    expect((await count({ 'a.json': text }, 'a.json')).classes).toEqual([
      { name: 'dog', count: 2 },
      { name: 'car', count: 0 },
    ]);
  });

  it('name the annotation whose category is unknown, and the place that is malformed', async () => {
    const unknown = JSON.stringify({ categories, annotations: [{ category_id: 18 }, { category_id: 4 }] });
    await expect(count({ 'a.json': unknown }, 'a.json')).rejects.toThrow('annotation 1 has the category 4');
    const malformed = JSON.stringify({ categories, annotations: [{ category: 18 }] });
    await expect(count({ 'a.json': malformed }, 'a.json')).rejects.toThrow('annotations.0.category_id');
  });
});

describe('YOLO labels', () => {
  it('are counted by object over all files, with names where there are any', async () => {
    const files = {
      'l/a.txt': '0 0.5 0.5 0.1 0.1\n2 0.5 0.5 0.1 0.1\n',
      'l/b.txt': '2 0.1 0.1 0.2 0.2 0.3 0.3\n',
      'l/c.txt': '',
    };
    expect(await countsIn(files, 'l')).toEqual({ '0': 1, '1': 0, '2': 2 });
    expect(await countsIn({ ...files, 'l/classes.txt': 'car\ndog\ncat\n' }, 'l')).toEqual({
      car: 1,
      dog: 0,
      cat: 2,
    });
  });

  it('name the file and the line that is no object', async () => {
    await expect(count({ 'l/a.txt': '0 0.5 0.5 0.1 0.1\n0 0.5\n' }, 'l')).rejects.toThrow('l/a.txt, line 2');
    const files = { 'l/a.txt': '4 0.5 0.5 0.1 0.1\n', 'l/classes.txt': 'car\n' };
    await expect(count(files, 'l')).rejects.toThrow('found class 4, but l/classes.txt names 1 class');
  });

  it('are found in the folders of a data set, with the names of its YAML file', async () => {
    const files = {
      'd/data.yaml': 'train: images/train\nnames:\n  0: car\n  1: dog\n  2: cat\n',
      'd/README.txt': 'not labels',
      'd/train.txt': './images/train/a.png\n',
      'd/images/train/a.png': Uint8Array.from([1]),
      'd/labels/train/a.txt': '0 0.5 0.5 0.1 0.1\n',
      'd/labels/val/b.txt': '1 0.5 0.5 0.1 0.1\n1 0.5 0.5 0.2 0.2\n',
    };
    expect(await countsIn(files, 'd')).toEqual({ car: 1, dog: 2, cat: 0 });
    expect(await countsIn({ 'd/train/labels/a.txt': '1 0 0 1 1\n', 'd/readme.txt': 'x' }, 'd')).toEqual({
      '0': 0,
      '1': 1,
    });
  });

  it('of a picture called labels are no names', async () => {
    expect(await countsIn({ 'l/labels.txt': '0 0.5 0.5 0.1 0.1\n' }, 'l')).toEqual({ '0': 1 });
  });

  it('need a file of labels', async () => {
    await expect(count({ 'l/a.jpg': '' }, 'l')).rejects.toThrow(
      'expected YOLO labels (.txt) or masks (.png)',
    );
    await expect(count({ 'l/a.txt': '' }, 'l')).rejects.toThrow('expected labels, found none');
  });
});

describe('typed counts', () => {
  it('are in the order of the classes, or named', () => {
    expect(typedCounts('36413, 8291')?.classes).toEqual([
      { name: '0', count: 36_413 },
      { name: '1', count: 8291 },
    ]);
    expect(asRecord(typedCounts('cat=120,dog=30') ?? { classes: [], ignored: 0 })).toEqual({
      cat: 120,
      dog: 30,
    });
  });

  it.each(['', '5', '1,two', 'cat=1,2', 'cat=1,cat=2', '1.5,2', '-1,2'])('are not %j', (text) => {
    expect(typedCounts(text)).toBeNull();
  });
});
