import * as v from 'valibot';
import { summariseArray } from '../tensor/summarise-array';
import type { ArraySummary } from '../tensor/summary';
import { TensorFileError } from '../tensor/tensor-file';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

/** An array of a file. */
export const summariseInputSchema = v.object({ file: v.string(), array: v.string() });
export type SummariseInput = v.InferOutput<typeof summariseInputSchema>;

/**
 * Reads an array to its end and summarises its values.
 * Rejects with a TensorFileError when the array is missing or cannot be read.
 */
export const summarise: Service<TensorHost, SummariseInput, ArraySummary> = {
  input: summariseInputSchema,
  run: ({ onProgress, ...host }, { file, array: name }) =>
    withTensorFiles(host, [file], async (opened) => {
      const [tensors] = opened.values();
      const array = tensors?.arrays.find((one) => one.name === name);
      if (tensors === undefined || array === undefined) {
        throw new TensorFileError(tensors?.name ?? file, { id: 'array-gone', facts: {} }, { array: name });
      }
      const { byteLength: totalBytes } = array;
      return summariseArray(tensors, array, {
        ...(host.signal === undefined ? {} : { signal: host.signal }),
        onProgress: (elements) => {
          const bytes = elements === 0 ? 0 : (totalBytes * elements) / array.elements;
          onProgress?.({ bytes, totalBytes, elements });
        },
      });
    }),
};
