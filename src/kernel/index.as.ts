export { addMultiLabelRows, spreadClasses } from './channels/multi-label.as';
export { classesOfOneHot, codeValues, setUpCodes } from './inputs/codes.as';
export { narrowFloat64, narrowShifted } from './inputs/narrow.as';
export {
  addProbabilities,
  logitsOfProbabilities,
  logitsOfRows,
  logitsOfWideProbabilities,
} from './inputs/probabilities.as';
export { foldRowWeights, foldWeights, spreadRows } from './inputs/weights.as';
export { swapBytes, widenBfloat16, widenFloat16 } from './inputs/widen.as';
export { addBinLosses, addBinMargins } from './sigmoid/bin-losses.as';
export { compactBins } from './sigmoid/compact-bins.as';
export { addToFloatBins } from './sigmoid/float-bins.as';
export { addMoments } from './sigmoid/merge-bins.as';
export { addRowMargins } from './softmax/row-margins.as';
export { setUpPairs, takeListed } from './softmax/row-places.as';
export { addRows } from './softmax/softmax.as';
export { consider } from './sums/hardest.as';
export { foldPairs } from './sums/logit-statistics.as';
export { setUpHistograms } from './sums/margin-histograms.as';
export { alphaAddress, bytesForRows, segment, setUpRows } from './sums/row-memory.as';
