import { limitedLogit, unsquashed } from '../../check/statistics/limited-logit';
import { LEFT_OUT } from '../element-segments';
import { addGradientAgreement, addLossAgreement } from './element-agreement';
import { findBins } from './element-bins';
import { addMargins } from './element-margins';
import {
  ALPHA,
  BLOCK,
  block,
  channels,
  elementSegment,
  GROUP,
  ignored,
  input,
  isByIndex,
  isSoft,
  LOGIT,
  LOGITS,
  negativeAlphas,
  PLACE,
  PROBABILITIES,
  positiveAlphas,
  TARGET,
  WEIGHT,
} from './element-memory';
import { addTerms } from './element-sums';
import { computeTerms } from './element-terms';
import { addValues } from './element-values';
import { addTo } from './logit-statistics';

/** Why an element has no loss, for the host to note where. */
const TARGET_NOT_FINITE: i32 = 0;
const TARGET_INVALID: i32 = 1;
const LOGIT_NOT_FINITE: i32 = 2;

/** Told of each element that is left out for one of these reasons, by its place in the batch. */
declare function exception(place: i32, reason: i32): void;

/** Addresses of optional columns, 0 without one, and how many values they have a row. */
let weights: usize = 0;
let weightsPerRow: i32 = 0;
let masks: usize = 0;
let masksPerRow: i32 = 0;
let gradients: usize = 0;
let gradientsPerRow: i32 = 0;
let losses: usize = 0;
let lossesPerRow: i32 = 0;

/** Names the optional columns of the elements that are added next, as float64. */
export function setUpColumns(
  weightColumn: usize,
  weightColumnPerRow: i32,
  maskColumn: usize,
  maskColumnPerRow: i32,
  gradientColumn: usize,
  gradientColumnPerRow: i32,
  lossColumn: usize,
  lossColumnPerRow: i32,
): void {
  weights = weightColumn;
  weightsPerRow = weightColumnPerRow;
  masks = maskColumn;
  masksPerRow = maskColumnPerRow;
  gradients = gradientColumn;
  gradientsPerRow = gradientColumnPerRow;
  losses = lossColumn;
  lossesPerRow = lossColumnPerRow;
}

/**
 * Adds the elements of a sigmoid as `Statistics.add` does, in float64.
 * @param values logits, or what the input is, float64
 * @param targets float64
 * @param first index of the first element
 */
export function addElements(values: usize, targets: usize, rows: i32, first: f64): void {
  addValues(values, rows);
  const count = rows * channels;
  let length = 0;
  let value = 0;
  while (value < count) {
    length = takePlain(values, targets, value, count, length);
    value = next;
    if (length < BLOCK && value < count) {
      if (take(values, targets, value, length)) {
        length++;
      }
      value++;
    }
    if (length === BLOCK) {
      addBlock(length, first);
      length = 0;
    }
  }
  addBlock(length, first);
}

/** The first value that `takePlain` left. */
let next: i32 = 0;

/**
 * Takes elements of a single channel into the block until it is full or one comes that there is something to ask about:
 * most are a finite logit with a hard target and a weight.
 * @returns elements in the block
 */
function takePlain(values: usize, targets: usize, start: i32, end: i32, before: i32): i32 {
  next = start;
  if (channels > 1 || input !== LOGITS) {
    return before;
  }
  const positiveAlpha = load<f64>(positiveAlphas);
  const negativeAlpha = load<f64>(negativeAlphas);
  const skipped = ignored;
  const weightColumn = weights;
  const maskColumn = masks;
  let entry = block + ((<usize>before) << 3);
  const full = block + ((<usize>BLOCK) << 3);
  let value = start;
  for (; value < end && entry < full; value++) {
    const place = (<usize>value) << 3;
    const x = load<f64>(values + place);
    const target = load<f64>(targets + place);
    const weight = weightColumn === 0 ? 1 : load<f64>(weightColumn + place);
    if (target === skipped || (target !== 0 && target !== 1)) {
      break;
    }
    if (!(Math.abs(x) < Infinity && Math.abs(weight) < Infinity) || weight === 0) {
      break;
    }
    if (maskColumn !== 0 && load<f64>(maskColumn + place) === 0) {
      break;
    }
    store<i32>(entry, value, PLACE);
    store<f64>(entry, target, TARGET);
    store<i32>(entry, <i32>(target === 1), GROUP);
    store<f64>(entry, x, LOGIT);
    store<f64>(entry, target === 1 ? positiveAlpha : negativeAlpha, ALPHA);
    store<f64>(entry, weight, WEIGHT);
    entry += 8;
  }
  next = value;
  return <i32>((entry - block) >>> 3);
}

function addBlock(length: i32, first: f64): void {
  if (length === 0) {
    return;
  }
  computeTerms(length, isSoft, weights !== 0);
  findBins(length, isSoft);
  addTerms(length, first);
  if (gradients !== 0) {
    addGradientAgreement(length, gradients, gradientsPerRow);
  }
  if (losses !== 0) {
    addLossAgreement(length, first, losses, lossesPerRow);
  }
  addMargins(length);
}

/** Takes an element into the block, behind so many, unless it is left out. */
function take(values: usize, targets: usize, value: i32, length: i32): bool {
  const row = value / channels;
  const channel = value % channels;
  const leftOut = elementSegment(LEFT_OUT);
  const givenTarget = load<f64>(targets + ((<usize>(isByIndex ? row : value)) << 3));
  if (givenTarget === ignored) {
    addTo(leftOut, 1);
    return false;
  }
  const target = isByIndex ? targetOfIndex(givenTarget, channel) : targetOf(givenTarget);
  if (Number.isNaN(target)) {
    exception(value, Number.isFinite(givenTarget) ? TARGET_INVALID : TARGET_NOT_FINITE);
    return false;
  }
  const given = load<f64>(values + ((<usize>value) << 3));
  const x = input === LOGITS ? given : input === PROBABILITIES ? limitedLogit(given) : unsquashed(given);
  if (!Number.isFinite(x)) {
    exception(value, LOGIT_NOT_FINITE);
    return false;
  }
  const weight = weightOf(row, channel);
  if (!Number.isFinite(weight)) {
    addTo(leftOut + 16, 1);
    return false;
  }
  if (weight === 0) {
    addTo(leftOut, 1);
    if (target >= 0.5) {
      addTo(leftOut + 8, 1);
    }
    return false;
  }
  const entry = block + ((<usize>length) << 3);
  const positiveAlpha = load<f64>(positiveAlphas + ((<usize>channel) << 3));
  const negativeAlpha = load<f64>(negativeAlphas + ((<usize>channel) << 3));
  store<i32>(entry, value, PLACE);
  store<f64>(entry, target, TARGET);
  store<i32>(entry, 2 * channel + <i32>(target >= 0.5), GROUP);
  store<f64>(entry, x, LOGIT);
  store<f64>(entry, positiveAlpha * target + negativeAlpha * (1 - target), ALPHA);
  store<f64>(entry, weight, WEIGHT);
  return true;
}

/** 1 without a weight, 0 where the mask is. */
function weightOf(row: i32, channel: i32): f64 {
  if (masks !== 0 && load<f64>(placeIn(masks, masksPerRow, row, channel)) === 0) {
    return 0;
  }
  return weights === 0 ? 1 : load<f64>(placeIn(weights, weightsPerRow, row, channel));
}

function placeIn(values: usize, perRow: i32, row: i32, channel: i32): usize {
  return values + ((<usize>(perRow === 1 ? row : row * perRow + channel)) << 3);
}

/** NaN for no valid target. */
function targetOf(target: f64): f64 {
  const isValid = target === 0 || target === 1 || (isSoft && target > 0 && target < 1);
  return isValid ? target : NaN;
}

/** Whether the channel is the one of the index. The index behind the last class is the background. */
function targetOfIndex(index: f64, channel: i32): f64 {
  const isValid = index >= 0 && index <= <f64>channels && index === Math.trunc(index);
  return isValid ? (index === <f64>channel ? 1 : 0) : NaN;
}
