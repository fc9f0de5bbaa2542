import {
  FILLED_OCTAVES,
  HISTOGRAM_OCTAVES,
  HISTOGRAMS,
  MARGINS,
  MODULATED,
  OCTAVE_ENTRIES,
  OTHER_MODULATED,
  OTHER_SHARES,
  SHARES,
} from '../element-segments';
import { BINS_PER_OCTAVE, binOf, distance } from './element-bins';
import {
  block,
  CROSS_ENTROPY,
  DISTANCE,
  elementSegment,
  isSoft,
  LOGIT,
  MARGIN,
  MARGIN_BIN,
  PROBABILITY,
  TARGET,
  WEIGHT,
  withShares,
} from './element-memory';
import { addPair, sideOf } from './element-sums';
import { addTo } from './logit-statistics';

/** The histograms of x_t of the block's elements, and where they are wanted those of what `LossMargins` adds. */
export function addMargins(length: i32): void {
  const end = block + ((<usize>length) << 3);
  for (let entry = block; entry < end; entry += 8) {
    const margin = load<f64>(entry, MARGIN);
    if (Number.isNaN(margin)) {
      addSoftShares(entry);
      continue;
    }
    const bin = load<i32>(entry, MARGIN_BIN);
    const away = load<f64>(entry, DISTANCE);
    const side = sideOf(entry);
    addAt(MARGINS + side, bin, away, 1);
    if (withShares) addPart(SHARES + side, bin, away, load<f64>(entry, WEIGHT));
    if (isSoft) addPart(MODULATED + side, bin, away, load<f64>(entry, CROSS_ENTROPY));
  }
}

/** An element with a soft target has a part in both classes. */
function addSoftShares(entry: usize): void {
  const side = sideOf(entry);
  const target = load<f64>(entry, TARGET);
  const share = side === 1 ? target : 1 - target;
  const otherShare = side === 1 ? 1 - target : target;
  const weight = load<f64>(entry, WEIGHT);
  const logit = load<f64>(entry, LOGIT);
  const margin = side === 1 ? logit : -logit;
  addPart(SHARES + side, binOf(margin), distance, share * weight);
  addPart(OTHER_SHARES + side, binOf(-margin), distance, otherShare * weight);
  const p = load<f64>(entry, PROBABILITY);
  const crossEntropy = load<f64>(entry, CROSS_ENTROPY);
  const bin = binOf(Math.log(p) - Math.log1p(-p));
  addPart(MODULATED + side, bin, distance, share * crossEntropy);
  addPart(OTHER_MODULATED + side, bin, distance, otherShare * crossEntropy);
}

function addPart(histogram: i32, bin: i32, away: f64, amount: f64): void {
  if (amount > 0) addAt(histogram, bin, away, amount);
}

/** @param away how far from the centre of the bin */
function addAt(histogram: i32, bin: i32, away: f64, amount: f64): void {
  const octave = histogram * HISTOGRAM_OCTAVES + bin / BINS_PER_OCTAVE;
  store<f64>(elementSegment(FILLED_OCTAVES) + ((<usize>octave) << 3), 1);
  const first = elementSegment(HISTOGRAMS) + <usize>(8 * OCTAVE_ENTRIES * HISTOGRAM_OCTAVES * histogram);
  const entry = first + <usize>(24 * bin);
  const moment = amount * away;
  addPair(entry, f64x2.replace_lane(f64x2.splat(amount), 1, moment));
  addTo(entry + 16, moment * away);
}
