import { type ClassChanges, shiftOfChanges } from '../../calibration/class-changes';
import { probabilityLogit, type TrainedLoss } from '../../calibration/focal-map';
import { type PlattScaling, plattScaling } from '../../calibration/platt';
import { sigmoid, softplus } from '../../numerics/stable';
import type { Report } from '../report/report';
import { RELIABILITY_BINS, reliabilityBinOf } from '../statistics/reliability';
import { temperatureOf } from './calibration';
import { type LogitBin, logitBinsOf, logitsOf } from './logit-bins';
import { trainedLossOf } from './trained-loss';

/**
 * Measures of how well probabilities agree with hard targets. All three are 0 for a model that is certain and right.
 */
export interface CalibrationMeasures {
  /** Over 15 equal bins of the probability (Guo et al. 2017). */
  readonly expectedCalibrationError: number;
  /** The calibration error that counting every element would give is no further away than this. */
  readonly errorBound: number;
  /** Mean cross-entropy, in nats. */
  readonly logLoss: number;
  /** Mean square of probability minus target (Brier 1950). */
  readonly brier: number;
}

/**
 * The effect of the map on held-out data. `agrees`: no fit to the labels is notably better than the map. `improves`: the
 * map lowers the log loss, but a fit lowers it further. `no-difference`: the change may be chance. `worsens`: the map raises
 * the log loss. A model whose map does not agree is over-fitted or was trained with another loss.
 */
export type MapVerdict = 'identity' | 'agrees' | 'improves' | 'no-difference' | 'worsens';

/** The scores of a report before and after the map of its loss, beside what is fitted to its labels. */
export interface MapCheck {
  readonly loss: TrainedLoss;
  /** The sum that the class changes add to the logit of the probability. */
  readonly shift: number;
  /** Share of positives. */
  readonly prior: number;
  readonly scores: CalibrationMeasures;
  readonly map: CalibrationMeasures;
  /** Always saying the share of positives. */
  readonly constant: CalibrationMeasures;
  readonly temperature: (CalibrationMeasures & { readonly temperature: number }) | null;
  readonly platt: (CalibrationMeasures & PlattScaling) | null;
  /** Log loss of the scores minus log loss of the map: the mean over the elements, and its standard error. */
  readonly gain: number;
  readonly gainStandardError: number;
  readonly verdict: MapVerdict;
}

/** The map agrees where it takes this share of what the best fit takes from the log loss. */
const MOST_OF_THE_GAIN = 0.9;
/** A gain within so many standard errors may be chance. */
const DEVIATIONS = 2;

/**
 * Compares scores with the probabilities that the loss's map makes of them.
 * @param changes what was done to the classes beside the loss
 * @returns null where the map has no meaning here: a softmax, soft targets, an α a class or of 0 or 1, a side without elements
 */
export function mapCheckOf(
  report: Pick<Report, 'interpretation' | 'parameters' | 'statistics'>,
  changes: ClassChanges = {},
): MapCheck | null {
  const { interpretation, parameters, statistics } = report;
  const loss = trainedLossOf(parameters);
  const bins = logitBinsOf(statistics.margins);
  const [positives, negatives] = [countOf(bins, 1), countOf(bins, 0)];
  if (interpretation.link !== 'sigmoid' || interpretation.targets === 'soft' || loss === null) {
    return null;
  }
  if (positives === 0 || negatives === 0) {
    return null;
  }
  const shift = shiftOfChanges(changes);
  const map = (logit: number) => probabilityLogit(logit, loss) + shift;
  const scores = measuresOf(bins, (logit) => logit);
  const mapped = measuresOf(bins, map);
  const found = temperatureOf(statistics, interpretation);
  const platt = plattScaling(bins.flatMap(logitsOf));
  const fits = {
    temperature: 'reason' in found ? null : withTemperature(bins, found.temperature),
    platt: platt === null ? null : { ...platt, ...measuresOf(bins, along(platt)) },
  };
  const prior = positives / (positives + negatives);
  const gain = gainOf(bins, map);
  return {
    loss,
    shift,
    prior,
    scores,
    map: mapped,
    constant: constantMeasures(prior),
    ...fits,
    gain: gain.mean,
    gainStandardError: gain.standardError,
    verdict: isIdentity(loss, shift)
      ? 'identity'
      : verdictOf(gain, scores.logLoss - Math.min(...bestOf(fits), mapped.logLoss)),
  };
}

/** True where the map leaves every score as it is. @param shift see `shiftOfChanges` */
export function isIdentity({ alpha, gamma }: TrainedLoss, shift: number): boolean {
  return gamma === 0 && (alpha === null || alpha === 0.5) && shift === 0;
}

function bestOf({ temperature, platt }: Pick<MapCheck, 'temperature' | 'platt'>): number[] {
  return [temperature, platt].filter((fit) => fit !== null).map(({ logLoss }) => logLoss);
}

function verdictOf({ mean, standardError }: Gain, largestGain: number): MapVerdict {
  if (Math.abs(mean) <= DEVIATIONS * standardError) {
    return 'no-difference';
  }
  if (mean < 0) {
    return 'worsens';
  }
  return mean >= MOST_OF_THE_GAIN * largestGain ? 'agrees' : 'improves';
}

function along({ slope, intercept }: PlattScaling) {
  return (logit: number) => slope * logit + intercept;
}

function withTemperature(
  bins: readonly LogitBin[],
  temperature: number,
): NonNullable<MapCheck['temperature']> {
  return { temperature, ...measuresOf(bins, (logit) => logit / temperature) };
}

interface Gain {
  readonly mean: number;
  readonly standardError: number;
}

/** By how much the map lowers the cross-entropy of an element, on average. */
function gainOf(bins: readonly LogitBin[], map: (logit: number) => number): Gain {
  let [count, sum, squares] = [0, 0, 0];
  for (const { logit, target, count: times } of bins.flatMap(logitsOf)) {
    const sign = 2 * target - 1;
    const gain = softplus(-sign * logit) - softplus(-sign * map(logit));
    count += times;
    sum += times * gain;
    squares += times * gain * gain;
  }
  const mean = sum / count;
  return { mean, standardError: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
}

/** @param map takes the logit of a score to the logit of its probability; increasing */
function measuresOf(bins: readonly LogitBin[], map: (logit: number) => number): CalibrationMeasures {
  const excess = new Float64Array(RELIABILITY_BINS);
  let [count, logLoss, brier, astray] = [0, 0, 0, 0];
  for (const bin of bins) {
    const place = (logit: number) => reliabilityBinOf(sigmoid(map(logit)));
    const at = place(bin.mean);
    let missed = 0;
    for (const { logit, target, count: times } of logitsOf(bin)) {
      const decoded = map(logit);
      const sign = 2 * target - 1;
      // The distance of the probability from the target.
      const missing = sigmoid(-sign * decoded);
      logLoss += times * softplus(-sign * decoded);
      brier += times * missing * missing;
      missed += times * missing;
    }
    count += bin.count;
    excess[at] = (excess[at] ?? 0) + (bin.target === 1 ? missed : -missed);
    if (place(bin.low) !== place(bin.high)) {
      astray += missed;
    }
  }
  return {
    expectedCalibrationError: excess.reduce((sum, one) => sum + Math.abs(one), 0) / count,
    // An element in the wrong bin is missed there and too much here.
    errorBound: (2 * astray) / count + ROUNDING,
    logLoss: logLoss / count,
    brier: brier / count,
  };
}

/** The largest change by the rounding of float32 logits and of bins. */
const ROUNDING = 1e-5;

function constantMeasures(prior: number): CalibrationMeasures {
  return {
    expectedCalibrationError: 0,
    errorBound: 0,
    logLoss: -prior * Math.log(prior) - (1 - prior) * Math.log1p(-prior),
    brier: prior * (1 - prior),
  };
}

function countOf(bins: readonly LogitBin[], target: 0 | 1): number {
  return bins.reduce((sum, bin) => sum + (bin.target === target ? bin.count : 0), 0);
}
