import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionsOf } from '../../../src/check/report/interpretation';
import { mergeReports } from '../../../src/check/report/merge-reports';
import type { Report } from '../../../src/check/report/report';
import { type ArrayText, check, randomNumbers, validateReport, vector } from './tensors';

type Arrays = Readonly<Record<string, ArrayText>>;

/** Arrays of so many examples, along their first axis. */
type Sample = (examples: number, random: () => number) => Arrays;

const values = (count: number, random: () => number) =>
  Array.from({ length: count }, () => 12 * random() - 8);
const hard = (logits: readonly number[], random: () => number) =>
  logits.map((x) => (random() < 1 / (1 + Math.exp(-x / 1.5)) ? 1 : 0));

const samples: Readonly<Record<string, Sample>> = {
  'a sigmoid': (examples, random) => {
    const logits = values(examples, random);
    return { logits: vector(logits), targets: vector(hard(logits, random)) };
  },
  'a sigmoid with an ignored target in the first shard': (examples, random) => {
    const logits = values(examples, random);
    const targets = hard(logits, random);
    return { logits: vector(logits), targets: vector([-1, ...targets.slice(1)]) };
  },
  'a sigmoid with a soft target in the last shard': (examples, random) => {
    const logits = values(examples, random);
    const targets = hard(logits, random);
    return { logits: vector(logits), targets: vector([...targets.slice(0, -1), 0.3]) };
  },
  'a weighted sigmoid': (examples, random) => {
    const logits = values(examples, random);
    const weight = vector(logits.map(() => Math.floor(4 * random()) / 2));
    return { logits: vector(logits), targets: vector(hard(logits, random)), weight };
  },
  'several labels': (examples, random) => {
    const logits = values(3 * examples, random);
    const shape = [examples, 3];
    return { logits: { shape, data: logits }, targets: { shape, data: hard(logits, random) } };
  },
  'a softmax': (examples, random) => {
    const labels = vector(Array.from({ length: examples }, () => Math.floor(4 * random())));
    return { logits: { shape: [examples, 4], data: values(4 * examples, random) }, labels };
  },
  'a softmax with NaN': (examples, random) => {
    const labels = vector(Array.from({ length: examples }, () => Math.floor(4 * random())));
    const data = values(4 * examples, random).map((x) => (random() < 0.02 ? Number.NaN : x));
    return { logits: { shape: [examples, 4], data }, labels };
  },
  'images of classes': (examples, random) => {
    const labels = { shape: [examples, 2], data: values(2 * examples, () => Math.floor(3 * random()) / 12) };
    const classes = labels.data.map((x) => x + 8);
    return {
      logits: { shape: [examples, 3, 2], data: values(6 * examples, random) },
      labels: { shape: labels.shape, data: classes },
    };
  },
};

function part(arrays: Arrays, from: number, to: number): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(
      ([
        name,
        {
          shape: [length = 1, ...rest],
          data,
          ...other
        },
      ]) => {
        const each = data.length / length;
        return [name, { ...other, shape: [to - from, ...rest], data: data.slice(from * each, to * each) }];
      },
    ),
  );
}

/** Compares two numbers that are the same sum, taken in another order. */
const ROUNDING = 1e-9;

/** The first place where two values differ; null when none does. */
function firstDifference(merged: unknown, whole: unknown, place = 'report'): string | null {
  if (typeof merged === 'number' && typeof whole === 'number') {
    const isSame = Math.abs(merged - whole) <= ROUNDING * Math.max(1, Math.abs(whole));
    return isSame ? null : `${place}: ${merged} of shards, ${whole} of the whole`;
  }
  const isPair = [merged, whole].every((one) => typeof one === 'object' && one !== null);
  if (!isPair) {
    return merged === whole ? null : `${place}: ${merged} of shards, ${whole} of the whole`;
  }
  const entries = Object.entries(merged ?? {});
  const others = new Map(Object.entries(whole ?? {}));
  if (entries.length !== others.size) {
    return `${place}: ${entries.length} entries, ${others.size} of the whole`;
  }
  for (const [key, value] of entries) {
    const difference = firstDifference(value, others.get(key), `${place}.${key}`);
    if (difference !== null) {
      return difference;
    }
  }
  return null;
}

/** The parts that must be the same; the best temperature is an estimate once shards are merged. */
function comparable({ interpretation, counts, classes, losses, reducedLoss, ...report }: Report) {
  const { calibration, distribution, findings } = report;
  const {
    scaled: _scaled,
    temperature: _temperature,
    temperatureStandardError: _error,
    withoutTemperature: _why,
    withoutTemperatureFacts: _facts,
    ...given
  } = calibration ?? {};
  return {
    ...{ reading: decisionsOf(interpretation), counts, classes, losses, reducedLoss, distribution },
    calibration: calibration === null ? null : given,
    // The sentences of findings after the first name files, indices and the estimate.
    findings: findings.map(({ id, severity }) => [id, severity]),
  };
}

describe('the report of shards', () => {
  it.each(Object.entries(samples))('equals the report of the whole data, for %s', async (_, sample) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 40, max: 90 }), async (seed, cut) => {
        const arrays = sample(120, randomNumbers(seed));
        const cuts = [0, Math.floor(cut / 2), cut, 120];
        const shards: Report[] = [];
        for (const [at, from] of cuts.slice(0, -1).entries()) {
          shards.push(await check(part(arrays, from, cuts[at + 1] ?? 120)));
        }
        // The pairing of predictions and targets is measured only where the arrays are.
        const whole = mergeReports([await check(arrays)]);
        const merged = mergeReports(shards);
        validateReport(merged);
        expect(firstDifference(comparable(merged), comparable(whole))).toBeNull();
        if (whole.interpretation.link === 'sigmoid') {
          const [one, other] = [merged, whole].map(({ calibration }) => calibration?.temperature ?? null);
          expect(firstDifference(one, other)).toBeNull();
        }
        for (const side of ['positives', 'negatives'] as const) {
          const losses = (report: Report) => report.hardest[side].map(({ crossEntropy }) => crossEntropy);
          expect(firstDifference(losses(merged), losses(whole))).toBeNull();
        }
      }),
      { numRuns: 8 },
    );
  });

  it('keeps the indices of the hardest examples in their own files', async () => {
    const arrays = samples['a sigmoid']?.(120, randomNumbers(8)) ?? {};
    const whole = await check(arrays);
    const [first, second] = [await check(part(arrays, 0, 70)), await check(part(arrays, 70, 120))];
    const inShards = (report: Report) => {
      const all = report.hardest.positives.map(({ index: [at = 0] }) => at);
      return [all.filter((at) => at < 70), all.filter((at) => at >= 70).map((at) => at - 70)];
    };
    const [ofFirst, ofSecond] = inShards(whole);
    const merged = mergeReports([first, second]).hardest.positives.map(({ index: [at = 0] }) => at);
    expect(merged.toSorted()).toEqual([...(ofFirst ?? []), ...(ofSecond ?? [])].toSorted());
  });

  it('is an estimate if one of the shards is', async () => {
    const arrays = samples['a sigmoid']?.(120, randomNumbers(9)) ?? {};
    const report = await check(arrays);
    expect(mergeReports([report, report]).estimate).toBeNull();
    const estimated = { ...report, estimate: { relativeError: 1e-5 } };
    expect(mergeReports([report, estimated]).estimate).toEqual({ relativeError: 1e-5 });
  });
});

describe('reports that are no shards of one check', () => {
  const logits = { shape: [3, 3], data: [1, 2, 3, 1, 0, 1, 2, 0, 1] };

  it('are refused with the difference, its place and the option that fixes it', async () => {
    const one = await check({ logits, labels: vector([0, 1, 2]) });
    const other = await check({ logits, labels: vector([0, 1, 2]) }, { choices: { backgroundClass: 0 } });
    expect(() => mergeReports([one, other])).toThrow(
      'report 2 (of tensors.json) differs from report 1 (of tensors.json) in backgroundClass (0, not none): check all shards with the same --background-class.',
    );
  });

  it('are refused if one counts a class that the other ignores', async () => {
    const one = await check({ logits, labels: vector([0, 1, 2]) });
    const other = await check({ logits, labels: vector([0, 1, 2]) }, { choices: { ignoreIndex: 2 } });
    expect(() => mergeReports([one, other])).toThrow('ignoreIndex (2, not none)');
  });
});
