export { addToCells } from './cells';
export { drainCells } from './drain';
export { consider } from './hardest';
export {
  codeBool,
  codeFloat32,
  codeFloat64,
  codeInt8,
  codeInt16,
  codeInt32,
  codeInt64,
  codeUint8,
} from './targets';
export { swapBytes, widenBfloat16, widenFloat16 } from './widen';
