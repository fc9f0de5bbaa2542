import { describe, expect, it } from 'vitest';
import { classNamesIn, likelyNameFiles } from '../../../src/labels/class-names';
import { findClassNames } from '../../../src/labels/find-class-names';

describe('names of classes', () => {
  it.each([
    ['list.json', '["cat", "dog"]'],
    ['index.json', '{"0": "cat", "1": "dog"}'],
    ['imagenet.json', '{"0": ["n02121808", "cat"], "1": ["n02084071", "dog"]}'],
    ['by-name.json', '{"dog": 1, "cat": 0}'],
    ['config.json', '{"id2label": {"0": "cat", "1": "dog"}, "hidden_size": 8}'],
    ['coco.json', '{"categories": [{"id": 17, "name": "cat"}, {"id": 18, "name": "dog"}], "images": []}'],
    ['data.yaml', 'train: images/train  # comment\nnames:\n  0: cat\n  1: dog\nnc: 2\n'],
    ['data.yaml', 'nc: 2\nnames: ["cat", \'dog\']\n'],
    ['data.yml', 'names:\n- cat  # the first\n- dog\n'],
    ['data.yaml', 'names: [cat,\n  dog]\nval: images\n'],
    ['classes.csv', 'id,name\n0,cat\n1,dog\n'],
    ['classes.csv', 'class\ncat\ndog\n'],
    ['classes.csv', '1,dog\n0,cat\n'],
    ['classes.txt', 'cat\r\ndog\r\n'],
    ['coco.names', 'cat\ndog'],
  ])('are read from %s', async (file, text) => {
    expect(await classNamesIn(file, text)).toEqual(['cat', 'dog']);
  });

  it.each([
    ['data.json', '{"logits": [1, 2], "targets": [0, 1]}'],
    ['data.json', '[0.5, 1.5]'],
    ['broken.json', '["cat"'],
    ['data.yaml', 'train: images\n'],
    ['classes.csv', 'x,y,z\n1,2,3\n'],
    ['classes.csv', 'id,name\n0,cat\n1,\n'],
    ['classes.txt', 'cat\n\ndog\n'],
    ['classes.txt', ''],
  ])('are not read from %s with %j', async (file, text) => {
    expect(await classNamesIn(file, text)).toBeNull();
  });

  it('leave out classes that a map does not name', async () => {
    expect(await classNamesIn('names.json', '{"0": "cat", "2": "dog"}')).toEqual(['cat', null, 'dog']);
  });

  it('are looked for in files with a likely name alone', () => {
    const names = [
      'weights.json',
      'data.yaml',
      'imagenet_class_index.json',
      'classes.txt',
      'readme.md',
      'labels.npy',
    ];
    expect(likelyNameFiles(names)).toEqual(['classes.txt', 'imagenet_class_index.json', 'data.yaml']);
  });

  it('are taken from the first file that has one name a class', async () => {
    const texts = new Map([
      ['classes.txt', 'cat\ndog\ncow\n'],
      ['labels.json', '["cat", "dog"]'],
      ['names.csv', ''],
    ]);
    const host = {
      list: async () => [...texts.keys()].map((name) => ({ name, file: name })),
      textOf: async (file: string) => texts.get(file) ?? null,
    };
    expect(await findClassNames(host, 2)).toEqual({ file: 'labels.json', names: ['cat', 'dog'] });
    expect(await findClassNames(host, 5)).toBeNull();
  });
});
