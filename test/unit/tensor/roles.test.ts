import { describe, expect, it } from 'vitest';
import { partnerNames } from '../../../src/tensor/partners';
import { assignRoles, isIdentifier, isOfSameGroup, nearestByName, roleOf } from '../../../src/tensor/roles';
import { type ArrayInfo, RefusedArrayError } from '../../../src/tensor/tensor-file';

function array(name: string): ArrayInfo {
  return { name, shape: [3], dtype: 'float32', elements: 3, byteLength: 12 };
}

function assign(...names: string[]) {
  const { assigned, ambiguous } = assignRoles(names.map(array));
  const named = Object.entries(assigned).map(([role, { name }]) => [role, name]);
  const open = Object.entries(ambiguous).map(([role, arrays]) => [role, arrays.map(({ name }) => name)]);
  return { assigned: Object.fromEntries(named), ambiguous: Object.fromEntries(open) };
}

describe('assignRoles', () => {
  it.each([
    [['logits', 'targets'], { logits: 'logits', targets: 'targets' }],
    [['x', 'y'], { logits: 'x', targets: 'y' }],
    [['y_pred', 'y_true'], { logits: 'y_pred', targets: 'y_true' }],
    [['p', 'gt'], { logits: 'p', targets: 'gt' }],
    [['val/clsLogits', 'val/clsTargets'], { logits: 'val/clsLogits', targets: 'val/clsTargets' }],
    [['logits_epoch3', 'labels_epoch3'], { logits: 'logits_epoch3', targets: 'labels_epoch3' }],
    [
      [
        'logits',
        'probs',
        'labels',
        'loss',
        'grad',
        'sample_weight',
        'target_mask',
        'ignore_index',
        'alpha',
        'gamma',
      ],
      {
        logits: 'logits',
        targets: 'labels',
        loss: 'loss',
        gradient: 'grad',
        weight: 'sample_weight',
        mask: 'target_mask',
        ignoreIndex: 'ignore_index',
        alpha: 'alpha',
        gamma: 'gamma',
      },
    ],
    [['weights', 'bias'], { weight: 'weights' }],
    [['y_true', 'y_pred', 'y_prob'], { logits: 'y_prob', targets: 'y_true' }],
    [['y_test', 'y_pred', 'y_score'], { logits: 'y_score', targets: 'y_test' }],
    [['predictions', 'model_proba', 'labels'], { logits: 'model_proba', targets: 'labels' }],
    [['pred_labels', 'logits', 'labels'], { logits: 'logits', targets: 'labels' }],
    [['X_test', 'y_test', 'y_pred_proba'], { logits: 'y_pred_proba', targets: 'y_test' }],
    [['logits_val', 'yVal'], { logits: 'logits_val', targets: 'yVal' }],
    [['id', 'index', 'logits'], { logits: 'logits' }],
    [['conv1.x.running'], {}],
  ])('%j', (names, assigned) => {
    expect(assign(...names)).toEqual({ assigned, ambiguous: {} });
  });

  it('leaves equally good names to the user', () => {
    expect(assign('scores', 'outputs', 'epoch1/targets', 'epoch2/targets')).toEqual({
      assigned: {},
      ambiguous: { logits: ['scores', 'outputs'], targets: ['epoch1/targets', 'epoch2/targets'] },
    });
  });

  it('throws for an unreadable array whose name fits a role', () => {
    const error = new RefusedArrayError('a.json', { id: 'zip-encrypted', facts: {} }, { array: 'labels' });
    expect(() => assignRoles([array('logits')], [{ name: 'labels', error }])).toThrow(error);
    expect(
      assignRoles([array('logits'), array('targets')], [{ name: 'labels', error }]).assigned,
    ).toMatchObject({
      targets: { name: 'targets' },
    });
  });
});

it('scores of floats are preferred to decisions of integers', () => {
  const decisions = { ...array('scores'), dtype: 'int64' as const };
  expect(assignRoles([decisions, array('probs')]).assigned.logits?.name).toBe('probs');
  expect(assignRoles([decisions]).assigned.logits?.name).toBe('scores');
});

it('identifiers of rows are recognised by their names', () => {
  expect(['id', 'image_id', 'index', 'sampleIdx', 'Unnamed: 0', 'row'].map(isIdentifier)).not.toContain(
    false,
  );
  expect(['labels', 'ideal', 'valid', 'keypoints'].map(isIdentifier)).not.toContain(true);
});

it.each([
  ['train/loss', 'val/logits', false],
  ['train_loss', 'val_logits', false],
  ['train_loss', 'logits', false],
  ['val/loss', 'val/logits', true],
  ['loss', 'val/logits', true],
  ['epoch1/weight', 'epoch2/logits', false],
  ['loss_val', 'logits_val', true],
])('%s beside %s: of the same group is %s', (name, logits, isSame) => {
  expect(isOfSameGroup(name, logits)).toBe(isSame);
});

it('the targets of the same epoch are the nearest', () => {
  const candidates = ['epoch1/targets', 'epoch2/targets'].map(array);
  expect(nearestByName('epoch2/logits', candidates)?.name).toBe('epoch2/targets');
  expect(nearestByName('logits_test', ['y_train', 'y_test'].map(array))?.name).toBe('y_test');
  expect(nearestByName('logits', candidates)).toBeUndefined();
});

it('unrelated names have no role', () => {
  expect(roleOf('features')).toBeUndefined();
  expect(roleOf('')).toBeUndefined();
});

describe('partnerNames', () => {
  it.each([
    ['run/logits.npy', 'targets.npy'],
    ['val_logits.npy', 'val_targets.npy'],
    ['targets.npy', 'logits.npy'],
    ['epoch3-targets-val.NPY', 'epoch3-logits-val.NPY'],
    ['y_pred.npy', 'y_true.npy'],
    ['X.npy', 'Y.npy'],
    ['y_prob.npy', 'y_true.npy'],
    ['y_pred_proba.npy', 'y_true.npy'],
    ['y_scores_test.npy', 'y_true_test.npy'],
    ['C:\\data\\val_preds.npy', 'val_targets.npy'],
  ])('%s goes with %s', (name, partner) => {
    expect(partnerNames(name)[0]).toBe(partner);
  });

  it.each([
    ['y_prob.npy', 'y_test.npy'],
    ['y_score.npy', 'y_test.npy'],
    ['logits_val.npy', 'y_val.npy'],
    ['y_test.npy', 'y_proba.npy'],
    ['y_test.npy', 'logits_test.npy'],
    ['y_true.npy', 'y_prob.npy'],
    ['y_true.npy', 'probs.npy'],
    ['logits_test.npy', 'targets.npy'],
  ])('%s may go with %s', (name, partner) => {
    expect(partnerNames(name)).toContain(partner);
  });

  it('works in both directions', () => {
    expect(partnerNames('val_scores.npy')).toContain('val_labels.npy');
    expect(partnerNames('val_labels.npy')).toContain('val_scores.npy');
  });

  it('gives no partner for a name without a role', () => {
    expect(partnerNames('features.npy')).toEqual([]);
    expect(partnerNames('alphabet.npy')).toEqual([]);
  });
});
