import { describe, expect, it } from 'vitest';
import { partnerNames } from '../../../src/tensor/partners';
import { assignRoles, nearestByName, roleOf } from '../../../src/tensor/roles';
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
    [['conv1.x.running'], {}],
  ])('%j', (names, assigned) => {
    expect(assign(...names)).toEqual({ assigned, ambiguous: {} });
  });

  it('equal readings are left to the user', () => {
    expect(assign('scores', 'outputs', 'epoch1/targets', 'epoch2/targets')).toEqual({
      assigned: {},
      ambiguous: { logits: ['scores', 'outputs'], targets: ['epoch1/targets', 'epoch2/targets'] },
    });
  });

  it('an array that would have a role but cannot be read is an error', () => {
    const error = new RefusedArrayError('a.json', 'expected a number, found a string', { array: 'labels' });
    expect(() => assignRoles([array('logits')], [{ name: 'labels', error }])).toThrow(error);
    expect(
      assignRoles([array('logits'), array('targets')], [{ name: 'labels', error }]).assigned,
    ).toMatchObject({
      targets: { name: 'targets' },
    });
  });
});

it('the targets of the same epoch are the nearest', () => {
  const candidates = ['epoch1/targets', 'epoch2/targets'].map(array);
  expect(nearestByName('epoch2/logits', candidates)?.name).toBe('epoch2/targets');
});

it('names that say nothing have no role', () => {
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
    ['C:\\data\\val_preds.npy', 'val_targets.npy'],
  ])('%s goes with %s', (name, partner) => {
    expect(partnerNames(name)[0]).toBe(partner);
  });

  it('goes both ways', () => {
    expect(partnerNames('val_scores.npy')).toContain('val_labels.npy');
    expect(partnerNames('val_labels.npy')).toContain('val_scores.npy');
  });

  it('a name without a role has no partner', () => {
    expect(partnerNames('features.npy')).toEqual([]);
    expect(partnerNames('alphabet.npy')).toEqual([]);
  });
});
