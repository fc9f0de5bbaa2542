import { expect, it } from 'vitest';
import type { AxisRange, ExactValues } from '../../../src/tensor/tensor-file';
import { SliceValues } from '../../../webview/viewer/slice-values';

/** Records the requests made and abandoned, by their numbers from 1 on. */
class Questions {
  readonly asked: AxisRange[][] = [];
  readonly abandoned: number[] = [];
  private readonly takes: ((values: ExactValues) => void)[] = [];

  read(ranges: readonly AxisRange[], signal: AbortSignal, take: (values: ExactValues) => void): void {
    const request = this.asked.push([...ranges]);
    this.takes.push(take);
    signal.addEventListener('abort', () => this.abandoned.push(request));
  }

  answer(request: number, values: ExactValues): void {
    this.takes[request - 1]?.(values);
  }
}

function ignore(): void {
  // Most tests do not ask when values are read.
}

const slice = { rowAxis: 0, columnAxis: 1, fixed: [0, 0] };
const SHAPE = [1_000_000_000, 100];

function window(firstRow: number, firstColumn = 0) {
  return { firstRow, rows: 20, firstColumn, columns: 5 };
}

it('only the tiles of a window are requested, each once', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions, ignore);
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
  const values = new SliceValues(slice, SHAPE, questions, ignore);
  values.look(window(0));
  questions.answer(1, new Float32Array(64 * 16).fill(7));
  values.look(window(1_000));
  values.look(window(999_999_990));
  expect(questions.abandoned).toEqual([2]);
  expect(values.value(3, 4)).toBe(7);
  questions.answer(2, new Float32Array(64 * 16));
  expect(values.value(1_000, 0)).toBeUndefined();
  expect(questions.asked.at(-1)?.[0]).toEqual({ start: 999_999_936, count: 64, step: 1 });
});

it('the number of tiles in memory is bounded', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions, ignore);
  for (let tile = 0; tile < 300; tile += 1) {
    values.look(window(64 * tile));
    questions.answer(questions.asked.length, new Float32Array(64 * 16).fill(tile));
  }
  expect(values.value(64 * 299, 0)).toBe(299);
  expect(values.value(0, 0)).toBeUndefined();
});

it('says when values are read', () => {
  const questions = new Questions();
  let told = 0;
  const values = new SliceValues(slice, SHAPE, questions, () => {
    told += 1;
  });
  values.look(window(0));
  expect(told).toBe(0);
  questions.answer(1, new Float32Array(64 * 16));
  expect(told).toBe(1);
});

it('gives up all that is not read when it is disposed of', () => {
  const questions = new Questions();
  const values = new SliceValues(slice, SHAPE, questions, ignore);
  values.look(window(60, 14));
  values.dispose();
  expect(questions.abandoned).toEqual([1, 2, 3, 4]);
});
