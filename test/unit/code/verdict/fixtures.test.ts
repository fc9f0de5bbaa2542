import { describe, expect, it } from 'vitest';
import { verdictsOfFixture } from './judge';

/*
 * What each file computes was found by running it in its framework; a fault shows there as another number, an exception or
 * NaN, and here as an observation.
 */

describe('a focal loss of the fixtures', () => {
  it.each([
    [
      'shipyard.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'classZero',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'alpha-on-negatives',
      },
    ],
    ['tide_pools.py', { link: 'softmax', input: 'logits', alphaRole: 'everyClass' }],
    [
      'road_signs.py',
      {
        link: 'softmax',
        input: 'logits',
        alphaRole: 'perClass',
        reduction: 'mean',
        variant: 'pt-from-weighted-ce',
      },
    ],
    [
      'glaucoma.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'focal',
      },
    ],
    [
      'spam_mail.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p',
        reduction: 'mean',
        variant: 'p-instead-of-pt',
      },
    ],
    [
      'parking_lots.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positivesOnly',
        gammaIsExponentOf: '1-p_t',
        reduction: 'meanOverPositives',
        variant: 'alpha-positives-only',
      },
    ],
    [
      'heart_sounds.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'log-of-p-plus-1e-4',
      },
    ],
    ['bird_song.py', { link: 'softmax', input: 'logits', gammaIsExponentOf: '1-p_t', reduction: 'none' }],
    ['concrete_cores.py', { link: 'sigmoid', input: 'logits', alphaRole: 'positives', reduction: 'mean' }],
    [
      'mine_gas.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'focal',
      },
    ],
    [
      'quarry_dust.py',
      {
        link: 'sigmoid',
        input: 'probabilities',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'meanOverPositives',
        variant: 'clamp-1e-7',
      },
    ],
    [
      'moth_traps.py',
      {
        link: 'softmax',
        input: 'logits',
        alphaRole: 'perClass',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'focal',
      },
    ],
    [
      'seed_counts.py',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'sum',
        variant: 'focal',
      },
    ],
    [
      'hail_cells.py',
      {
        link: 'softmax',
        input: 'logits',
        alphaRole: 'perClass',
        gammaIsExponentOf: '1-p_t',
        // Keras' losses reduce what `call` returns, by default to the mean.
        reduction: 'mean',
      },
    ],
    ['tag_heads.py', { alphaRole: 'off', gammaIsExponentOf: '1-p_t' }],
    [
      'whale_calls.py',
      {
        link: 'sigmoid',
        input: 'probabilities',
        alphaRole: 'positives',
        gammaIsExponentOf: 'p_t',
        reduction: 'mean',
        variant: 'swapped-modulation',
      },
    ],
    [
      'fruitFocal.ts',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'sign-error',
      },
    ],
    [
      'nodeFocal.js',
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'mean',
        variant: 'focal',
      },
    ],
  ])('computes what it computes in its framework: %s', async (file, computes) => {
    const [verdict] = await verdictsOfFixture(file);
    expect(verdict?.notUnderstood).toBeNull();
    expect(verdict?.computes).toMatchObject(computes);
  });

  it.each([
    ['tide_pools.py', { kind: 'notSeparable', isReducedBeforePower: true }],
    ['fruitFocal.ts', { kind: 'negative' }],
    ['fruitFocal.ts', { kind: 'notFinite', of: 'loss', line: 9 }],
    ['heart_sounds.py', { kind: 'notFinite', of: 'gradient', line: 15 }],
    ['spam_mail.py', { kind: 'notFinite', of: 'loss', line: 8 }],
    [
      'bird_song.py',
      { kind: 'stateKept', exception: expect.objectContaining({ className: 'IndexError', line: 15 }) },
    ],
    ['bird_song.py', { kind: 'withoutEffect', parameter: 'size_average' }],
  ])('shows its fault: %s', async (file, observation) => {
    const [verdict] = await verdictsOfFixture(file);
    expect(verdict?.observations).toContainEqual(expect.objectContaining(observation));
  });

  it.each([
    ['parking_lots.py', { input: 'noPositives', effect: 'lossNotFinite', line: 17 }],
    ['land_parcels.py', { input: 'someIgnored', effect: 'countedInMean', line: 17 }],
    ['road_signs.py', { input: 'otherDevice', effect: 'raises', line: 13 }],
    ['heart_sounds.py', { input: 'sureAndWrong', effect: 'noGradient' }],
  ])('shows its fault at an edge: %s', async (file, edge) => {
    const [verdict] = await verdictsOfFixture(file);
    expect(verdict?.edgeCases).toContainEqual(expect.objectContaining(edge));
  });

  it.each([
    'mine_gas.py',
    'quarry_dust.py',
    'moth_traps.py',
    'seed_counts.py',
    'glaucoma.py',
    'nodeFocal.js',
  ])('shows nothing where it is right: %s', async (file) => {
    const [verdict] = await verdictsOfFixture(file);
    expect(verdict?.observations).toEqual([]);
    const ordinary = verdict?.edgeCases.filter(
      ({ input }) => !input.endsWith('Targets') && input !== 'sureAndWrong',
    );
    expect(ordinary).toEqual([]);
  });

  it('raises with its default arguments, as in PyTorch', async () => {
    const [verdict] = await verdictsOfFixture('land_parcels.py');
    expect(verdict?.exception).toEqual({
      className: 'TypeError',
      message: "'NoneType' object is not subscriptable",
      line: 16,
    });
  });

  it('is none in a file with other uses of alpha and gamma', async () => {
    expect(await verdictsOfFixture('schedule_and_mixup.py')).toEqual([]);
  });
});

describe('the seed implementation', () => {
  it('fixes a device in its constructor', async () => {
    const [verdict] = await verdictsOfFixture('shipyard.py');
    expect(verdict?.events).toContainEqual(
      expect.objectContaining({
        kind: 'deviceMove',
        phase: 'constructor',
        place: expect.objectContaining({ line: 11 }),
      }),
    );
  });

  it('raises for rows of logits, and grows for a column of them', async () => {
    const [verdict] = await verdictsOfFixture('shipyard.py');
    const outcomes = new Map(verdict?.layouts.map((outcome) => [outcome.layout, outcome]));
    expect(outcomes.get('oneHot')?.exception).toMatchObject({ className: 'RuntimeError', line: 18 });
    expect(outcomes.get('column')).toMatchObject({ exception: null, grew: true });
    expect(outcomes.get('vector')).toMatchObject({ exception: null, grew: false });
  });
});
