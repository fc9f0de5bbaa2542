import { expect, it } from 'vitest';
import type { AxisRange } from '../../../src/tensor/tensor-file';
import { SliceValues } from '../../../webview/viewer/slice-values';

/** Records the requests made and abandoned. */
class Questions {
  readonly asked: AxisRange[][] = [];
  readonly abandoned: number[] = [];

  request(ranges: readonly AxisRange[]): number {
    this.asked.push([...ranges]);
    return this.asked.length;
  }

  abandon(requests: readonly number[]): void {
    this.abandoned.push(...requests);
  }
}

const slice = { rowAxis: 0, columnAxis: 1, fixed: [0, 0] };
const SHAPE = [1_000_000_000, 100];

function window(firstRow: number, firstColumn = 0) {
  return { firstRow, rows: 20, firstColumn, columns: 5 };
}

it('only the tiles of a window are requested, each once', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions);
  values.look(window(0));
  values.look(window(10));
  expect(questions.asked).toEqual([
    [
      { start: 0, count: 64, step: 1 },
      { start: 0, count: 16, step: 1 },
    ],
  ]);
  values.look(window(60, 14));
  expect(questions.asked).toHaveLength(4);
  expect(questions.abandoned).toEqual([]);
});

it('requests for invisible tiles are abandoned, and tiles already read are kept', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions);
  values.look(window(0));
  expect(values.receive(1, new Float32Array(64 * 16).fill(7))).toBe(true);
  values.look(window(1_000));
  values.look(window(999_999_990));
  expect(questions.abandoned).toEqual([2]);
  expect(values.value(3, 4)).toBe(7);
  expect(values.receive(2, new Float32Array(64 * 16))).toBe(false);
  expect(questions.asked.at(-1)?.[0]).toEqual({ start: 999_999_936, count: 64, step: 1 });
});

it('the number of tiles in memory is bounded', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions);
  for (let tile = 0; tile < 300; tile += 1) {
    values.look(window(64 * tile));
    values.receive(questions.asked.length, new Float32Array(64 * 16).fill(tile));
  }
  expect(values.value(64 * 299, 0)).toBe(299);
  expect(values.value(0, 0)).toBeUndefined();
});
