// The statistics in TensorFlow.js with its WebAssembly backend: tfjs_sigmoid.mjs LOGITS TARGETS. TensorFlow.js has no
// histogram, so a loop counts the bins. Slices keep its memory below the 2 GB that the backend can address.
import { open } from 'node:fs/promises';
import tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [ALPHA, GAMMA] = [0.25, 2];
const HEADER_BYTES = 128;
const SLICE = 4_000_000;

await tf.setBackend('wasm');
const [logitsPath = '', targetsPath = ''] = process.argv.slice(2);
const [logitsFile, targetsFile] = [await open(logitsPath), await open(targetsPath)];
const elements = (await targetsFile.stat()).size - HEADER_BYTES;
const sums = { negatives: [0, 0, 0, 0], positives: [0, 0, 0, 0] };
const histograms = { negatives: new Float64Array(100), positives: new Float64Array(100) };
const EXTREMA = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

for (let first = 0; first < elements; first += SLICE) {
  const length = Math.min(SLICE, elements - first);
  const values = new Float32Array(length);
  const labels = new Uint8Array(length);
  await logitsFile.read(new Uint8Array(values.buffer), 0, 4 * length, HEADER_BYTES + 4 * first);
  await targetsFile.read(labels, 0, length, HEADER_BYTES + first);
  let terms = new Float32Array();
  // tidy searches its result for tensors, value by value, so the result must be small.
  tf.tidy(() => {
    const x = tf.tensor1d(values);
    const y = tf.tensor1d(new Float32Array(labels));
    const crossEntropy = tf.losses.sigmoidCrossEntropy(y, x, undefined, undefined, tf.Reduction.NONE);
    const pT = tf.exp(tf.neg(crossEntropy));
    const modulating = tf.pow(tf.sub(1, pT), GAMMA);
    const alphaT = tf.add(tf.mul(y, 2 * ALPHA - 1), 1 - ALPHA);
    const focal = tf.mul(alphaT, tf.mul(modulating, crossEntropy));
    const slope = tf.add(tf.mul(GAMMA, tf.mul(pT, crossEntropy)), tf.sub(1, pT));
    const gradient = tf.mul(alphaT, tf.mul(modulating, slope));
    EXTREMA[0] = Math.min(EXTREMA[0] ?? 0, tf.min(x).dataSync()[0] ?? 0);
    EXTREMA[1] = Math.max(EXTREMA[1] ?? 0, tf.max(x).dataSync()[0] ?? 0);
    for (const [name, chosen] of /** @type {const} */ ([
      ['positives', y],
      ['negatives', tf.sub(1, y)],
    ])) {
      for (const [at, term] of [tf.onesLike(y), crossEntropy, focal, gradient].entries()) {
        const sum = tf.sum(tf.mul(term, chosen)).dataSync()[0] ?? 0;
        sums[name][at] = (sums[name][at] ?? 0) + sum;
      }
    }
    terms = new Float32Array(pT.dataSync());
  });
  for (let at = 0; at < length; at++) {
    const histogram = labels[at] === 1 ? histograms.positives : histograms.negatives;
    const bin = Math.min(99, Math.floor((terms[at] ?? 0) * 100));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
}
const lists = Object.values(histograms).map((histogram) => [...histogram]);
process.stdout.write(`${JSON.stringify({ extrema: EXTREMA, sums, lists })}\n`);
