import { describe, expect, it } from 'vitest';
import { scoreLogit, type TrainedLoss } from '../../../../src/calibration/focal-map';
import type { Report } from '../../../../src/check/report/report';
import { expectSaidInEveryLanguage } from '../../messages/every-language';
import { check, findingOf, randomNumbers, vector } from '../tensors';

const FOCAL: TrainedLoss = { alpha: 0.25, gamma: 2 };
const CROSS_ENTROPY: TrainedLoss = { alpha: null, gamma: 0 };
const FAULTS = ['over-confidence', 'under-confidence', 'biased-probabilities'] as const;

/**
 * Labels drawn from known probabilities, and the logits that a model at the optimum of a loss gives for them, which is what
 * training until it converges leads to.
 * @param stretch of the logits: above 1 for a model that is surer than it should be
 */
function converged(examples: number, trained: TrainedLoss, stretch = 1) {
  const random = randomNumbers(7);
  const logits = Array.from({ length: examples }, () => -2 + 5 * (random() + random() - 1));
  return {
    targets: vector(
      logits.map((logit) => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0)),
      'uint8',
    ),
    logits: vector(logits.map((logit) => stretch * scoreLogit(logit, trained))),
  };
}

function faultsOf(report: Report): string[] {
  return FAULTS.filter((id) => findingOf(report, id) !== undefined);
}

describe('low scores of a model that was trained with focal loss', () => {
  it('are explained, and not reported as a fault', async () => {
    const report = await check(converged(4_000, FOCAL), { parameters: FOCAL });
    const finding = findingOf(report, 'focal-scores');
    expect(finding?.severity).toBe('information');
    expect(faultsOf(report)).toEqual([]);
    expectSaidInEveryLanguage(finding);
  });

  it('are a fault where the loss is not stated', async () => {
    const report = await check(converged(4_000, FOCAL), { parameters: CROSS_ENTROPY });
    expect(findingOf(report, 'focal-scores')).toBeUndefined();
    expect(faultsOf(report)).not.toEqual([]);
  });

  it('are not spoken of where so few data could show them by chance', async () => {
    const report = await check(converged(30, FOCAL), { parameters: FOCAL });
    expect(findingOf(report, 'focal-scores')).toBeUndefined();
  });
});

describe('scores that the map does not explain', () => {
  it('of a model that was trained with cross-entropy stay as they are', async () => {
    const report = await check(converged(4_000, CROSS_ENTROPY), { parameters: FOCAL });
    expect(findingOf(report, 'focal-scores')).toBeUndefined();
  });

  it('of an over-fitted model are reported as over-confident', async () => {
    const report = await check(converged(4_000, FOCAL, 4), { parameters: FOCAL });
    expect(findingOf(report, 'focal-scores')).toBeUndefined();
    expect(faultsOf(report)).not.toEqual([]);
  });
});
