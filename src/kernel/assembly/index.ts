export { addToCells } from './cells';
export { drainCells } from './drain';
export { consider } from './hardest';
export { foldCounters } from './logit-statistics';
export { addMultiLabelRows, spreadClasses } from './multi-label';
export { alphaAddress, bytesForRows, segment, setUpRows } from './row-memory';
export { addRows } from './softmax';
export { codeTargets, setUpTargets } from './targets';
export { swapBytes, widenBfloat16, widenFloat16 } from './widen';
