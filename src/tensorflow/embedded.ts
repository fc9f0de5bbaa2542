// Entry of the TensorFlow.js that comes with the product: the cpu backend alone, in Node and in browsers.
import { env } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';

export { answerOf } from './answer';

// The backend advertises the native one in Node. The report says which one ran, and why.
env().set('IS_NODE', false);
