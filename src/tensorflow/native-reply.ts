import * as v from 'valibot';
import { nativeFailureSchema } from '../check/report/cross-check';
import { tensorFlowAnswerSchema } from './task';

/** The message from the process of the native TensorFlow.js to the one that started it. */
export const nativeReplySchema = v.union([
  v.object({ answer: tensorFlowAnswerSchema }),
  v.object({ failure: nativeFailureSchema }),
]);
export type NativeReply = v.InferOutput<typeof nativeReplySchema>;
