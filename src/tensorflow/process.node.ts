// Entry of the process in which the native TensorFlow.js runs: it may end the process, and it needs hundreds of megabytes.
import * as v from 'valibot';
import { errorText } from '../format/error-text';
import type { NativeReply } from './native-reply';
import { tensorFlowTaskSchema } from './task';

process.on('disconnect', () => process.exit());
process.once('message', (message: unknown) => {
  run(message).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      throw error;
    },
  );
});

async function run(message: unknown): Promise<NativeReply> {
  const task = v.parse(tensorFlowTaskSchema, message);
  try {
    const { answerOf } = await import('./answer');
    return { answer: await answerOf(task) };
  } catch (error) {
    return {
      failure: { kind: 'exception', message: errorText(error) },
    };
  }
}
