import { MARGINS, MODULATED, OTHER_MODULATED, OTHER_SHARES, SHARES } from '../element-segments';
import { oppositeOf } from './element-bins';
import {
  BIN_OF_BOTH,
  block,
  CROSS_ENTROPY,
  DISTANCE,
  DISTANCE_OF_BOTH,
  GROUP,
  isSoft,
  MARGIN,
  MARGIN_BIN,
  TARGET,
  WEIGHT,
  withShares,
} from './element-memory';
import { addToHistogram } from './margin-histograms';

/** The histograms of x_t of the block's elements, and where they are wanted those of what `LossMargins` adds. */
export function addMargins(length: i32): void {
  const end = block + ((<usize>length) << 3);
  for (let entry = block; entry < end; entry += 8) {
    const side = load<i32>(entry, GROUP) & 1;
    const bin = load<i32>(entry, MARGIN_BIN);
    const away = load<f64>(entry, DISTANCE);
    if (isSoft) {
      addSoftParts(entry, side, bin, away);
    } else {
      addToHistogram(MARGINS + side, bin, away, 1);
      if (withShares) {
        addPart(SHARES + side, bin, away, load<f64>(entry, WEIGHT));
      }
    }
  }
}

/** An element with a soft target belongs to both classes, and has no x_t. */
function addSoftParts(entry: usize, side: i32, bin: i32, away: f64): void {
  const target = load<f64>(entry, TARGET);
  if (target === 0 || target === 1) {
    addToHistogram(MARGINS + side, bin, away, 1);
  }
  const share = side === 1 ? target : 1 - target;
  const otherShare = side === 1 ? 1 - target : target;
  const weight = load<f64>(entry, WEIGHT);
  const isZero = load<f64>(entry, MARGIN) === 0;
  addPart(SHARES + side, bin, away, share * weight);
  addPart(OTHER_SHARES + side, isZero ? bin : oppositeOf(bin), isZero ? away : -away, otherShare * weight);
  const binOfBoth = load<i32>(entry, BIN_OF_BOTH);
  const awayOfBoth = load<f64>(entry, DISTANCE_OF_BOTH);
  const crossEntropy = load<f64>(entry, CROSS_ENTROPY);
  addPart(MODULATED + side, binOfBoth, awayOfBoth, share * crossEntropy);
  addPart(OTHER_MODULATED + side, binOfBoth, awayOfBoth, otherShare * crossEntropy);
}

function addPart(histogram: i32, bin: i32, away: f64, amount: f64): void {
  if (amount > 0) {
    addToHistogram(histogram, bin, away, amount);
  }
}
