import * as tf from '@tensorflow/tfjs';
import { focalLoss } from '../snippets/frameworks/tensorflowjs/focal-loss';
import { softmaxFocalLoss } from '../snippets/frameworks/tensorflowjs/softmax-focal-loss';
import type { TensorFlowAnswer, TensorFlowTask } from './task';

/** Runs the code that the snippets of TensorFlow.js insert, and differentiates it. */
export async function answerOf(task: TensorFlowTask): Promise<TensorFlowAnswer> {
  await tf.ready();
  const [losses, gradient] = tf.tidy(() => {
    const shape = task.link === 'sigmoid' ? [task.logits.length] : [-1, task.classes];
    const logits = tf.reshape(tf.tensor1d(task.logits), shape);
    const targets = tf.reshape(tf.tensor1d(task.targets), shape);
    const loss = (x: tf.Tensor): tf.Tensor => {
      if (task.link === 'softmax') {
        return softmaxFocalLoss(x, targets, task.gamma, task.alpha, 'none');
      }
      const losses = focalLoss(x, targets, task.alpha, task.gamma, 'none');
      return task.weights === null ? losses : tf.mul(tf.tensor1d(task.weights), losses);
    };
    const slopes = tf.grad((x) => tf.sum(loss(x)))(logits);
    return [loss(logits).dataSync(), slopes.dataSync()].map((values) => Float32Array.from(values));
  });
  if (losses === undefined || gradient === undefined) {
    throw new RangeError('A loss has a value and a gradient.');
  }
  return { version: tf.version_core, backend: tf.getBackend(), losses, gradient };
}
