import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourAt, colourRange, colourScales } from '../../../webview/viewer/colours';
import { colourPicture, heatMap, samplingOf } from '../../../webview/viewer/picture';

const slice = { rowAxis: 0, columnAxis: 1, fixed: [0, 0] };
const turned = { rowAxis: 1, columnAxis: 0, fixed: [0, 0] };

function pixel(rgba: Uint8ClampedArray, index: number): number[] {
  return [...rgba.subarray(4 * index, 4 * index + 4)];
}

describe('heatMap', () => {
  it('paints the least and the greatest value in the ends of the scale', () => {
    const { rgba, minimum, maximum } = heatMap(Float32Array.of(1, 2, 3, 5), slice, samplingOf(2, 2), 'grey');
    expect([minimum, maximum]).toEqual([1, 5]);
    expect([0, 1, 2, 3].map((index) => pixel(rgba, index)[0])).toEqual([0, 64, 128, 255]);
  });

  it('has its values in the order of rows and columns for any order of the axes', () => {
    const { values } = heatMap(Float64Array.of(1, 2, 3, 4, 5, 6), turned, samplingOf(3, 2), 'grey');
    expect([...values]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('marks values that are not finite and leaves them out of the range', () => {
    const values = Float32Array.of(0, Number.NaN, Number.POSITIVE_INFINITY, 1);
    const { rgba, minimum, maximum } = heatMap(values, slice, samplingOf(2, 2), 'viridis');
    expect([minimum, maximum]).toEqual([0, 1]);
    expect(pixel(rgba, 1)).toEqual([255, 0, 255, 255]);
    expect(pixel(rgba, 2)).toEqual([255, 0, 255, 255]);
  });

  it('paints 64-bit integers and constants', () => {
    const { rgba } = heatMap(BigInt64Array.of(3n, 3n, 3n, 3n), slice, samplingOf(2, 2), 'grey');
    expect(pixel(rgba, 0)).toEqual([128, 128, 128, 255]);
  });
});

it('the middle of a diverging scale is zero', () => {
  expect(colourRange([-1, 4], 'diverging')).toEqual({ minimum: -4, maximum: 4 });
  expect(colourAt(colourScales.diverging, 0.5)).toEqual([247, 247, 247]);
});

it('an image shows bytes unchanged and scales other ranges', () => {
  const sampling = samplingOf(1, 2);
  const bytes = [Uint8Array.of(10, 20), Uint8Array.of(30, 40), Uint8Array.of(50, 60)] as const;
  expect(pixel(colourPicture(bytes, slice, sampling, true).rgba, 1)).toEqual([20, 40, 60, 255]);
  const unit = [Float32Array.of(0, 1), Float32Array.of(0.5, 0), Float32Array.of(1, 0)] as const;
  expect(pixel(colourPicture(unit, slice, sampling, false).rgba, 0)).toEqual([0, 128, 255, 255]);
  const wide = [Float32Array.of(-2, 2), Float32Array.of(0, 0), Float32Array.of(2, 0)] as const;
  expect(pixel(colourPicture(wide, slice, sampling, false).rgba, 0)).toEqual([0, 128, 255, 255]);
});

it('a sampling covers the slice with at most 512 by 512 pixels', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 10 ** 9 }),
      (rows, columns) => {
        const sampling = samplingOf(rows, columns);
        expect(Math.max(sampling.rows, sampling.columns)).toBeLessThanOrEqual(512);
        expect((sampling.rows - 1) * sampling.rowStep).toBeLessThan(rows);
        expect(sampling.rows * sampling.rowStep).toBeGreaterThanOrEqual(rows);
        expect(sampling.columns * sampling.columnStep).toBeGreaterThanOrEqual(columns);
      },
    ),
  );
});
