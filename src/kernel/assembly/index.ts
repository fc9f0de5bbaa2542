export { addToCells } from './cells';
export { drainCells } from './drain';
export { consider } from './hardest';
export { foldCounters } from './logit-statistics';
export { addRows } from './softmax';
export { alphaAddress, segment, setUpSoftmax, softmaxBytes } from './softmax-memory';
export { codeTargets, setUpTargets } from './targets';
export { swapBytes, widenBfloat16, widenFloat16 } from './widen';
