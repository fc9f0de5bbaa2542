export { addMoments } from './cell-moments';
export { addToCells } from './cells';
export { classesOfOneHot, codeValues, setUpCodes } from './codes';
export { drainCells } from './drain';
export { consider } from './hardest';
export { foldCounters } from './logit-statistics';
export { setUpHistograms } from './margin-histograms';
export { addMultiLabelRows, spreadClasses } from './multi-label';
export { addExtrema, narrowFloat64, narrowShifted } from './narrow';
export { addPointMargins, addPoints } from './points';
export {
  addProbabilities,
  logitsOfProbabilities,
  logitsOfRows,
  logitsOfWideProbabilities,
} from './probabilities';
export { addRowMargins } from './row-margins';
export { alphaAddress, bytesForRows, segment, setUpRows } from './row-memory';
export { valuesOfRows } from './row-values';
export { addRows, setUpTerms } from './softmax';
export { addWeightedRows, setUpWeightedRows } from './weighted-rows';
export { foldRowWeights, foldWeights, spreadRows } from './weights';
export { swapBytes, widenBfloat16, widenFloat16 } from './widen';
