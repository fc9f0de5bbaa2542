import { describe, expect, it } from 'vitest';
import { batches } from '../../../src/check/input/batches';
import { layoutOf } from '../../../src/check/input/layout';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { npy } from '../kernel/tensors';

const CHANNELS = 3;

/** One image of so many pixels, with the class axis before them; each value says where it stands. */
async function image(pixels: number): Promise<{ logits: TensorFile; targets: TensorFile }> {
  const logits = Float32Array.from({ length: CHANNELS * pixels }, (_, at) => at);
  const targets = Uint8Array.from({ length: pixels }, (_, at) => at % 251);
  return {
    logits: await npy('logits', '<f4', [1, CHANNELS, pixels], logits.buffer),
    targets: await npy('targets', '|u1', [1, pixels], targets.buffer),
  };
}

const sourceOf = (file: TensorFile) => {
  const [array] = file.arrays;
  if (array === undefined) {
    throw new Error('an NPY file has an array');
  }
  return { file, array };
};

describe('batches of images', () => {
  it.each([
    ['one that is held whole', 300_000],
    ['one that is too large for that', 2_800_000],
  ])('have one row per pixel and keep the type of the targets: %s', async (_, pixels) => {
    const { logits, targets } = await image(pixels);
    const sources = { logits: sourceOf(logits), targets: sourceOf(targets) };
    const layout = layoutOf([1, CHANNELS, pixels], { link: 'softmax', classAxis: 1 }, false);
    let seen = 0;
    for await (const batch of batches(sources, layout)) {
      expect(batch.firstRow).toBe(seen);
      expect(batch.targets).toBeInstanceOf(Uint8Array);
      expect(batch.targets.length).toBe(batch.rows);
      for (const row of [0, Math.floor(batch.rows / 2), batch.rows - 1]) {
        const pixel = batch.firstRow + row;
        expect(batch.targets[row]).toBe(pixel % 251);
        expect([0, 1, 2].map((channel) => batch.logits[CHANNELS * row + channel])).toEqual([
          pixel,
          pixels + pixel,
          2 * pixels + pixel,
        ]);
      }
      seen += batch.rows;
    }
    expect(seen).toBe(pixels);
  });

  it('contain many small images, each row with its own targets', async () => {
    const [images, pixels] = [70_001, 2];
    const logits = Float32Array.from({ length: images * CHANNELS * pixels }, (_, at) => at);
    const soft = await npy('targets', '<f4', [images, CHANNELS, pixels], logits.buffer);
    const file = await npy('logits', '<f4', [images, CHANNELS, pixels], logits.buffer);
    const sources = { logits: sourceOf(file), targets: sourceOf(soft) };
    const layout = layoutOf([images, CHANNELS, pixels], { link: 'softmax', classAxis: 1 }, true);
    const taken: number[] = [];
    let count = 0;
    for await (const batch of batches(sources, layout)) {
      expect(batch.firstRow).toBe(taken.length / CHANNELS);
      expect(batch.targets).toEqual(batch.logits);
      for (const value of batch.logits) {
        taken.push(value);
      }
      count++;
    }
    const expected = Array.from({ length: images * pixels * CHANNELS }, (_, at) => {
      const [row, channel] = [Math.floor(at / CHANNELS), at % CHANNELS];
      const [one, pixel] = [Math.floor(row / pixels), row % pixels];
      return (one * CHANNELS + channel) * pixels + pixel;
    });
    expect(taken).toEqual(expected);
    expect(count).toBe(2);
  });
});
