// The part of Node's `util` that TensorFlow.js uses in Node, for a bundle that runs without `require`.
export const TextEncoder = globalThis.TextEncoder;
export const TextDecoder = globalThis.TextDecoder;
export const types = {
  isFloat32Array: (value: unknown): boolean => value instanceof Float32Array,
  isInt32Array: (value: unknown): boolean => value instanceof Int32Array,
  isUint8Array: (value: unknown): boolean => value instanceof Uint8Array,
  isUint8ClampedArray: (value: unknown): boolean => value instanceof Uint8ClampedArray,
};
