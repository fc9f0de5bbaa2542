import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCrossCheck } from '../../../src/check/findings/cross-check';
import type { CrossCheck } from '../../../src/check/report/cross-check';
import type { Parameters, Report } from '../../../src/check/report/report';
import { compareWith } from '../../../src/cross-check/compare';
import { type Prepared, prepare } from '../../../src/cross-check/prepare';
import { readCheckedTensors } from '../../../src/services/read-again';
import { answerOf } from '../../../src/tensorflow/answer';
import { type ArrayText, check, findingOf, randomNumbers, tensors, vector } from '../check/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Arrays = Readonly<Record<string, ArrayText>>;

interface Asked {
  readonly report: Report;
  readonly prepared: Prepared;
}

async function asked(arrays: Arrays, parameters: Partial<Parameters> = {}): Promise<Asked> {
  const report = await check(arrays, { parameters });
  const all = await readCheckedTensors([await tensors(arrays)], report);
  return { report, prepared: prepare(all, report.parameters) };
}

/** The comparison with TensorFlow.js, whose backend in this process is the cpu's. */
async function compared({ prepared }: Asked): Promise<ReturnType<typeof compareWith>> {
  return compareWith(prepared, await answerOf(prepared.task));
}

function matrix(rows: readonly (readonly number[])[]): ArrayText {
  return { shape: [rows.length, rows[0]?.length ?? 0], data: rows.flat() };
}

const gammas = fc.oneof(fc.constantFrom(0, 0.5, 1, 2, 5), fc.double({ min: 0, max: 5, noNaN: true }));
const spreads = fc.constantFrom(0, 0.1, 3, 30, 500);
const seeds = fc.integer({ min: 0, max: 1e6 });

describe('the cross-check with TensorFlow.js and finite differences', () => {
  it('agrees on sigmoids with hard and soft targets', async () => {
    await fc.assert(
      fc.asyncProperty(
        gammas,
        fc.constantFrom(null, 0.25, 0.9),
        spreads,
        seeds,
        fc.boolean(),
        async (gamma, alpha, spread, seed, isSoft) => {
          const random = randomNumbers(seed);
          const logits = Array.from({ length: 40 }, () => (random() - 0.5) * spread);
          // Signs beyond [0, 1], so that they are logits.
          logits.push(-1.5, 2.5);
          const targets = logits.map(() => (isSoft ? random() : Number(random() < 0.3)));
          const found = await compared(
            await asked({ logits: vector(logits), targets: vector(targets) }, { alpha, gamma }),
          );
          expect(found).toMatchObject({ agrees: true, values: 42, ofValues: 42 });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('agrees on softmaxes, also where classes have the same logit', async () => {
    await fc.assert(
      fc.asyncProperty(
        gammas,
        fc.integer({ min: 3, max: 12 }),
        spreads,
        seeds,
        async (gamma, classes, spread, seed) => {
          const random = randomNumbers(seed);
          const logits = Array.from({ length: 30 }, () =>
            Array.from({ length: classes }, () => (random() - 0.5) * spread),
          );
          logits.push(Array(classes).fill(0), Array(classes).fill(-2.5));
          const targets = logits.map(() => Math.floor(random() * classes));
          const found = await compared(
            await asked(
              { logits: matrix(logits), targets: vector(targets, 'int64') },
              { gamma, alpha: null },
            ),
          );
          expect(found).toMatchObject({ agrees: true, values: 32 * classes });
        },
      ),
      { numRuns: 20 },
    );
  });

  it('names the place where TensorFlow.js gives another loss or gradient', async () => {
    const { report, prepared } = await asked({
      logits: vector([2.5, -1.25, 0.5, 4]),
      targets: vector([1, 0, 0, 1]),
    });
    const answer = await answerOf(prepared.task);
    const otherLosses = answer.losses.slice();
    otherLosses[2] = (otherLosses[2] ?? 0) * 1.0001;
    const byLoss = compareWith(prepared, { ...answer, losses: otherLosses });
    expect(byLoss.loss?.beyond?.index).toEqual([2]);
    expect(byLoss).toMatchObject({ agrees: false, gradient: { beyond: null } });
    const notNumbers = answer.gradient.slice();
    notNumbers[3] = Number.NaN;
    const byGradient = compareWith(prepared, { ...answer, gradient: notNumbers });
    expect(byGradient.gradient?.beyond).toMatchObject({ index: [3], difference: null, other: null });
    const found: CrossCheck = {
      ...{ asked: 'auto', why: { kind: 'chosen' }, milliseconds: 1, ...byLoss },
      engine: {
        package: '@tensorflow/tfjs-core',
        ...{ version: answer.version, backend: answer.backend, snippet: 'tensorflowjs-focal-loss' },
      },
    };
    const finding = findingOf(withCrossCheck(report, found), 'cross-check-disagrees');
    expect(finding).toMatchObject({ severity: 'error', facts: { what: 'loss', index: [2] } });
  });

  it('finds another exponent and another weight', async () => {
    const arrays = { logits: vector([2.5, -1.25, 0.5, 4]), targets: vector([1, 0, 0, 1]) };
    const { prepared } = await asked(arrays);
    for (const other of [{ gamma: 2.0001 }, { alpha: 0.25001 }, { gamma: 0 }, { alpha: 0.75 }]) {
      const { task } = (await asked(arrays, other)).prepared;
      expect(compareWith(prepared, await answerOf(task)).agrees).toBe(false);
    }
  });

  it('finds a wrong gradient by differences too', async () => {
    const { prepared } = await asked({ logits: vector([2.5, -1.25, 0.5, 4]), targets: vector([1, 0, 0, 1]) });
    const gradient = prepared.formula.gradient.map((slope, at) => (at === 1 ? slope * 1.001 : slope));
    const answer = await answerOf(prepared.task);
    const found = compareWith({ ...prepared, formula: { ...prepared.formula, gradient } }, answer);
    expect(found.finiteDifferences.gradient?.beyond?.index).toEqual([1]);
    expect(found).toMatchObject({
      agrees: false,
      loss: { beyond: null },
      gradient: { beyond: { index: [1] } },
    });
  });

  it('leaves out what has no loss', async () => {
    const found = await compared(
      await asked({
        logits: vector([2.5, Number.NaN, 0.5, 4, -3]),
        targets: vector([1, 0, -1, 1, 0]),
        ignore_index: { shape: [], data: [-1] },
      }),
    );
    expect(found).toMatchObject({ agrees: true, values: 3, ofValues: 5 });
    const none = await compared(await asked({ logits: vector([Number.NaN]), targets: vector([1]) }));
    expect(none).toMatchObject({ values: 0, loss: null, gradient: null, agrees: true });
    expect(none.finiteDifferences).toEqual({ values: 0, gradient: null });
  });

  it('compares up to 65,536 logits, and says of how many', async () => {
    const random = randomNumbers(3);
    const logits = Array.from({ length: 70_000 }, () => (random() - 0.5) * 8);
    const targets = logits.map(() => Number(random() < 0.1));
    const found = await compared(await asked({ logits: vector(logits), targets: vector(targets) }));
    expect(found).toMatchObject({ agrees: true, values: 65_536, ofValues: 70_000 });
  });

  it('takes α by class of a sigmoid', async () => {
    const arrays = {
      logits: matrix([
        [2.5, -1, 0.5],
        [-3, 1.5, 4],
      ]),
      targets: matrix([
        [1, 0, 1],
        [1, 1, 0],
      ]),
    };
    const byClass = await asked(arrays, { alpha: [0.1, 0.2, 0.3] });
    expect(await compared(byClass)).toMatchObject({ agrees: true, values: 6, loss: { beyond: null } });
    const alike = await asked(arrays, { alpha: [0.3, 0.3, 0.3] });
    expect(await compared(alike)).toMatchObject({ agrees: true, loss: { beyond: null } });
  });

  it('takes weights of the classes of a softmax', async () => {
    const rows = [
      [2.5, -1, 0.5],
      [-3, 1.5, 4],
      [0, 0, 0],
    ];
    const found = await compared(
      await asked(
        { logits: matrix(rows), targets: vector([2, 1, 0], 'int64') },
        { alpha: [0.1, 2, 0.5], gamma: 2 },
      ),
    );
    expect(found).toMatchObject({ agrees: true, values: 9, loss: { beyond: null } });
  });
});
