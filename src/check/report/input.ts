import * as v from 'valibot';
import { count } from './primitives';

export const inputSchema = v.object({
  role: v.picklist(['logits', 'targets', 'weight', 'mask', 'loss', 'gradient']),
  file: v.string(),
  array: v.string(),
  shape: v.array(count),
  dtype: v.string(),
  /** Bytes of the array's data. */
  byteSize: count,
  /** Number of arrays in the file that were joined; absent for a single array. */
  parts: v.optional(count),
  /** Bytes after the last array of the file, which were not read; absent if there are none. */
  trailingBytes: v.optional(count),
});

export type ReportInput = v.InferOutput<typeof inputSchema>;
