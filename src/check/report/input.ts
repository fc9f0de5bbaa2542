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
});

export type ReportInput = v.InferOutput<typeof inputSchema>;
