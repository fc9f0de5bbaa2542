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
  /** Arrays that were written to the file one after the other and were joined; absent where it is one. */
  parts: v.optional(count),
  /** Bytes behind the last array of the file that belong to none and were not read; absent where there are none. */
  trailingBytes: v.optional(count),
});

export type ReportInput = v.InferOutput<typeof inputSchema>;
