import { describe, expect, it } from 'vitest';
import { logValues } from '../../../../src/check/explain/log-values';

const found = (text: string) => logValues(text).map(({ printed, name, line }) => [printed.text, name, line]);

describe('the loss values of a log', () => {
  it('are the columns of losses of a CSV file', () => {
    expect(found('epoch,train_loss,lr,val_loss\n1,0.71,0.1,0.8\n2,0.52,0.1,nan\n')).toEqual([
      ['0.71', 'train_loss', 2],
      ['0.8', 'val_loss', 2],
      ['0.52', 'train_loss', 3],
    ]);
  });

  it.each([
    ['Epoch 3/10 - loss: 0.2418 - accuracy: 0.91', [['0.2418', 'loss', 1]]],
    ['step=7 train/loss=2.5e-3 grad=1.2', [['2.5e-3', 'train/loss', 1]]],
    ['{"epoch": 1, "val_loss": 0.31}', [['0.31', 'val_loss', 1]]],
    ['loss tensor(0.2418, grad_fn=<MeanBackward0>)', [['0.2418', 'loss', 1]]],
    ['loss is nan', []],
    ['~/focal-loss-run3/examples', []],
    ['loss 2.5e3x of 7', []],
    [
      '0.71\n0.52\n',
      [
        ['0.71', '', 1],
        ['0.52', '', 2],
      ],
    ],
    ['epoch 1 of 3\naccuracy 0.7', []],
  ])('of %j are found', (text, values) => {
    expect(found(text)).toEqual(values);
  });
});
