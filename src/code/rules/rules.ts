import { alphaDegenerate } from './alpha-degenerate';
import { alphaGammaExchanged } from './alpha-gamma-exchanged';
import { alphaLength } from './alpha-length';
import { alphaNegativesOnly } from './alpha-negatives-only';
import { alphaNotRegistered } from './alpha-not-registered';
import { alphaOnNegatives } from './alpha-on-negatives';
import { alphaPositivesOnly } from './alpha-positives-only';
import { alphaRange } from './alpha-range';
import { alphaSameForBoth } from './alpha-same-for-both';
import { alphaSkipped } from './alpha-skipped';
import { argumentsSwapped } from './arguments-swapped';
import { backgroundIncluded } from './background-included';
import { boolSubtraction } from './bool-subtraction';
import { boostingLabels } from './boosting-labels';
import { boostingMetricScores } from './boosting-metric-scores';
import { boostingStartValue } from './boosting-start-value';
import { classAxisFlattened } from './class-axis-flattened';
import { clipBeforeSoftmax } from './clip-before-softmax';
import { dataclassModule } from './dataclass-module';
import { detachedModulation } from './detached-modulation';
import { deviceInConstructor } from './device-in-constructor';
import { deviceInForward } from './device-in-forward';
import { doesNotParse } from './does-not-parse';
import { doubleReduction } from './double-reduction';
import { doubleSigmoid } from './double-sigmoid';
import { doubleSoftmax } from './double-softmax';
import { doubleWeight } from './double-weight';
import { emptyMeanNan } from './empty-mean-nan';
import { emptyReturnsConstant } from './empty-returns-constant';
import { epsBias } from './eps-bias';
import { flattenedTargetsBroadcast } from './flattened-targets-broadcast';
import { focalOnRegression } from './focal-on-regression';
import { gammaBelowOneGradient } from './gamma-below-one-gradient';
import { gammaNegative } from './gamma-negative';
import { gammaNotExponent } from './gamma-not-exponent';
import { gammaZero } from './gamma-zero';
import { gradientByProbability } from './gradient-by-probability';
import { gradientSignError } from './gradient-sign-error';
import { halfPrecision } from './half-precision';
import { hessianMismatch } from './hessian-mismatch';
import { hessianNegative } from './hessian-negative';
import { ignoredAsNegatives } from './ignored-as-negatives';
import { ignoredCounted } from './ignored-counted';
import { integerTargets } from './integer-targets';
import { kerasAlphaIgnored } from './keras-alpha-ignored';
import { logBase } from './log-base';
import { logOfCe } from './log-of-ce';
import { logOfLogits } from './log-of-logits';
import { lossClassCalledAsFunction } from './loss-class-called-as-function';
import { maskByPower } from './mask-by-power';
import { meanCountsZeros } from './mean-counts-zeros';
import { modulationAveraged } from './modulation-averaged';
import { modulatorAsWeight } from './modulator-as-weight';
import { noneDefaultUsed } from './none-default-used';
import { normaliserAllElements } from './normaliser-all-elements';
import { numericHessian } from './numeric-hessian';
import { oneHotIndexMix } from './one-hot-index-mix';
import { overflowExp } from './overflow-exp';
import { pInsteadOfPt } from './p-instead-of-pt';
import { parameterIgnored } from './parameter-ignored';
import { positivesPerRank } from './positives-per-rank';
import { priorBiasMissing } from './prior-bias-missing';
import { probabilitiesLossOnLogits } from './probabilities-loss-on-logits';
import { ptExceedsOne } from './pt-exceeds-one';
import { ptFromLabelSmoothedCe } from './pt-from-label-smoothed-ce';
import { ptFromLogits } from './pt-from-logits';
import { ptFromPosWeight } from './pt-from-pos-weight';
import { ptFromWeightedCe } from './pt-from-weighted-ce';
import { python2Name } from './python2-name';
import { reducedBeforeModulation } from './reduced-before-modulation';
import { reductionIgnored } from './reduction-ignored';
import type { AnyRule } from './rule';
import { scalarAlphaUnsupported } from './scalar-alpha-unsupported';
import { signError } from './sign-error';
import { smoothingBreaksPt } from './smoothing-breaks-pt';
import { smoothingNoEffect } from './smoothing-no-effect';
import { softTargetHardPt } from './soft-target-hard-pt';
import { stateChangedInForward } from './state-changed-in-forward';
import { superInitMissing } from './super-init-missing';
import { swappedModulation } from './swapped-modulation';
import { targetsInverted } from './targets-inverted';
import { torchvisionDefaultNone } from './torchvision-default-none';
import { undefinedName } from './undefined-name';
import { unknownOption } from './unknown-option';
import { unstableLog } from './unstable-log';
import { wrongPtForNegatives } from './wrong-pt-for-negatives';
import { wrongSplit } from './wrong-split';
import { zeroPositives } from './zero-positives';

/** Every rule of the linter, in the order of docs/lint.md. */
export const RULES: readonly AnyRule[] = [
  alphaOnNegatives,
  alphaSameForBoth,
  alphaPositivesOnly,
  alphaNegativesOnly,
  alphaDegenerate,
  alphaRange,
  alphaLength,
  alphaSkipped,
  alphaGammaExchanged,
  kerasAlphaIgnored,
  torchvisionDefaultNone,
  integerTargets,
  gammaNegative,
  gammaZero,
  gammaBelowOneGradient,
  pInsteadOfPt,
  swappedModulation,
  wrongPtForNegatives,
  ptFromLogits,
  ptExceedsOne,
  gammaNotExponent,
  maskByPower,
  reducedBeforeModulation,
  modulationAveraged,
  modulatorAsWeight,
  detachedModulation,
  ptFromWeightedCe,
  ptFromPosWeight,
  ptFromLabelSmoothedCe,
  doubleWeight,
  smoothingBreaksPt,
  smoothingNoEffect,
  softTargetHardPt,
  doubleSigmoid,
  doubleSoftmax,
  probabilitiesLossOnLogits,
  clipBeforeSoftmax,
  targetsInverted,
  signError,
  wrongSplit,
  logOfLogits,
  logOfCe,
  focalOnRegression,
  logBase,
  unstableLog,
  overflowExp,
  epsBias,
  zeroPositives,
  ignoredCounted,
  ignoredAsNegatives,
  emptyMeanNan,
  emptyReturnsConstant,
  halfPrecision,
  meanCountsZeros,
  doubleReduction,
  normaliserAllElements,
  priorBiasMissing,
  backgroundIncluded,
  classAxisFlattened,
  oneHotIndexMix,
  flattenedTargetsBroadcast,
  deviceInConstructor,
  deviceInForward,
  alphaNotRegistered,
  stateChangedInForward,
  reductionIgnored,
  parameterIgnored,
  noneDefaultUsed,
  scalarAlphaUnsupported,
  undefinedName,
  python2Name,
  boolSubtraction,
  superInitMissing,
  dataclassModule,
  lossClassCalledAsFunction,
  doesNotParse,
  gradientSignError,
  gradientByProbability,
  boostingLabels,
  hessianMismatch,
  numericHessian,
  hessianNegative,
  boostingMetricScores,
  boostingStartValue,
  unknownOption,
  argumentsSwapped,
  positivesPerRank,
];
