import { describe, expect, it } from 'vitest';
import {
  AmbiguousArraysError,
  MissingArraysError,
  selectArrays,
} from '../../../src/check/input/select-arrays';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { check, randomArrays, tensors, vector } from './tensors';

const { logits, classes } = randomArrays(1);

describe('input that cannot be checked', () => {
  it.each([
    ['there are no targets', { logits: vector([1, 2]) }, /tensors\.json: expected logits and targets/],
    [
      'shapes do not fit',
      { logits: logits(3, 2), targets: vector([1, 0, 0, 1]) },
      /targets.*shape \(4,\) does not fit the logits "logits" of shape \(3, 2\): expected \(3, 2\).*\(3,\)/,
    ],
  ])('is refused with a message of one line when %s', async (_, arrays, message) => {
    await expect(check(arrays)).rejects.toThrow(message);
    await expect(check(arrays)).rejects.not.toThrow(/\n/);
  });

  it.each([
    ['one target a logit', classes(2, 3, 2)],
    ['one class index an example', classes(2, 3)],
    ['one class index an example, with an axis of length one', classes(2, 3, 1)],
  ])('is not refused when the targets have %s', async (_, targets) => {
    await expect(check({ logits: logits(3, 2), targets })).resolves.toMatchObject({
      counts: { nonFinite: 0 },
    });
  });

  it('names both shapes and the remedy when they do not fit', async () => {
    const mismatch = check({ logits: logits(3, 2), targets: classes(2, 4, 1) });
    await expect(mismatch).rejects.toThrow(
      /^tensors\.json, array "targets": shape \(4, 1\) .*"logits" of shape \(3, 2\).*reshape one of them/,
    );
    await expect(mismatch).rejects.toBeInstanceOf(TensorFileError);
  });

  it('takes no number alone for logits or targets', async () => {
    const settings = { lr: { shape: [], data: [0.1] }, steps: vector([1, 2, 3]) };
    await expect(check(settings)).rejects.toThrow('found no logits among');
  });

  it('says of many arrays that none of them is the logits, instead of asking which', async () => {
    const layers = Array.from({ length: 60 }, (_, at) => [`layers.${at}.kernel`, vector([at, 1])] as const);
    const weights = await tensors(Object.fromEntries(layers));
    expect(() => selectArrays({ files: [weights] })).toThrow(MissingArraysError);
    expect(() => selectArrays({ files: [weights] })).toThrow('and 56 more.');
  });

  it.each([
    ['CSR', ['data', 'indices', 'indptr', 'shape']],
    ['COO', ['data', 'row', 'col', 'shape']],
    ['DIA', ['data', 'offsets', 'shape']],
  ])('says of the parts of a sparse matrix how it is made dense: %s', async (_, parts) => {
    const sparse = await tensors(Object.fromEntries(parts.map((name) => [name, vector([1, 2])])));
    expect(() => selectArrays({ files: [sparse] })).toThrow(/sparse matrix of SciPy.*load_npz.*toarray\(\)/);
    const other = await tensors(Object.fromEntries([...parts, 'logits'].map((name) => [name, vector([1])])));
    expect(() => selectArrays({ files: [other] })).not.toThrow('sparse');
  });

  it('says of complete files that they can be compared', async () => {
    const epochs = await Promise.all(
      [1, 6].map(() => tensors({ logits: vector([1]), targets: vector([1]) })),
    );
    const files = epochs.map((file, at) => ({ ...file, name: `epoch${at}.json` }));
    expect(() => selectArrays({ files })).toThrow(
      '2 files have an array "logits", which could be the logits in each. Check one file at a time, or compare them',
    );
  });

  it('names the missing array and the existing ones', async () => {
    const file = await tensors({ a: vector([1]), b: vector([2]) });
    expect(() => selectArrays({ files: [file], logits: { array: 'c' }, targets: { array: 'b' } })).toThrow(
      'tensors.json: there is no array "c" for the logits; found "a" (1,) float64, "b" (1,) float64.',
    );
  });
});

describe('a file with several pairs', () => {
  const names = (arrays: readonly string[]) =>
    tensors(Object.fromEntries(arrays.map((name, at) => [name, vector([at, 1 - at])])));

  it.each([
    [
      ['logits_train', 'targets_train', 'logits_test', 'targets_test'],
      ['logits_train with targets_train', 'logits_test with targets_test'],
    ],
    [
      ['y_test', 'x_train', 'y_train', 'x_test'],
      ['x_train with y_train', 'x_test with y_test'],
    ],
    [
      ['epoch1/logits', 'epoch1/labels', 'epoch2/logits', 'epoch2/labels', 'epoch2/ids'],
      ['epoch1/logits with epoch1/labels', 'epoch2/logits with epoch2/labels'],
    ],
  ])('offers them: %j', async (arrays, pairs) => {
    const file = await names(arrays);
    expect(offered(() => selectArrays({ files: [file] }))).toEqual(pairs);
  });

  it('offers none where a half is without a partner, or the user has chosen one', async () => {
    const alone = await names(['logits_train', 'logits_test', 'targets_all']);
    expect(offered(() => selectArrays({ files: [alone] }))).toEqual([]);
    const file = await names(['logits_a', 'targets_a', 'logits_b', 'targets_b', 'logits_c']);
    expect(offered(() => selectArrays({ files: [file], logits: { array: 'logits_c' } }))).toEqual([]);
  });

  it('says how to choose one on the command line', async () => {
    const file = await names(['logits_train', 'targets_train', 'logits_test', 'targets_test']);
    expect(() => selectArrays({ files: [file] })).toThrow(
      'with --logits=logits_train --targets=targets_train.',
    );
    const { logits: chosen, targets } = selectArrays({ files: [file], logits: { array: 'logits_test' } });
    expect([chosen.array.name, targets.array.name]).toEqual(['logits_test', 'targets_test']);
  });
});

/** The pairs that the error of a choice offers. */
function offered(choose: () => unknown): string[] {
  try {
    choose();
  } catch (error) {
    if (error instanceof AmbiguousArraysError) {
      return error.pairs.map(({ logits: one, targets }) => `${one.array.name} with ${targets.array.name}`);
    }
    throw error;
  }
  throw new Error('nothing was asked');
}

describe('a choice that the shapes do not allow', () => {
  const arrays = { logits: logits(6, 3), labels: classes(3, 6) };

  it.each([
    [{ backgroundClass: 3 }, 'there is no class 3 to be the background: the classes are 0 to 2'],
    [{ classAxis: null }, 'there cannot be none'],
    [{ classAxis: 2 }, 'the class axis is one of 0 to 1'],
    [{ classAxis: 0 }, 'without class axis 0'],
  ])('is refused: %j', async (choices, message) => {
    await expect(check(arrays, { choices })).rejects.toThrow(message);
  });
});
