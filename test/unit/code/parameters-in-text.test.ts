import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parametersInText } from '../../../src/code/parameters-in-text';

it.each([
  ['alpha=0.25, gamma=2', { alpha: 0.25, gamma: 2 }],
  ['sigmoid_focal_loss(x, y, alpha=0.4, gamma=1.5, reduction="sum")', { alpha: 0.4, gamma: 1.5 }],
  ['gamma: 2', { gamma: 2 }],
  ['α = .25', { alpha: 0.25 }],
  ['γ=5', { gamma: 5 }],
  ['"gamma": 2.0,\n"alpha": 0.75', { alpha: 0.75, gamma: 2 }],
  ['def loss(logits, targets, alpha: float = 0.25, gamma: float = 2):', { alpha: 0.25, gamma: 2 }],
  ['alpha: Optional[float] = None', { alpha: null }],
  ['alpha: float | None = 0.3', { alpha: 0.3 }],
  ['self.focal_gamma = 1e0', { gamma: 1 }],
  ['FOCAL_ALPHA = 0.1', { alpha: 0.1 }],
  ['const focal = { alpha: null, gamma: 0.5 }; // per class', { alpha: null, gamma: 0.5 }],
  ['gamma = 2 // the paper’s', { gamma: 2 }],
  ['focal_loss(x, y, alpha=-1)', { alpha: null }],
  ['alpha=0.25, alpha=0.5', { alpha: 0.25 }],
  ['FocalLoss(0.25, 2)', { alpha: 0.25, gamma: 2 }],
  ['criterion = FocalLoss(2.0, 0.25)', { alpha: 0.25, gamma: 2 }],
  ['sigmoid_focal_loss(logits, targets, 0.25, 2)', { alpha: 0.25, gamma: 2 }],
])('reads %s', (text, parameters) => {
  expect(parametersInText(text)).toEqual({ parameters, refusals: [] });
});

it.each([
  'alpha=[0.25, 0.75]',
  'alpha=torch.tensor([0.25, 0.75])',
  'alpha = 1 / 4',
  'gamma = 2 * scale',
  'gamma=gamma',
  'alphabet = 2',
  'FocalLoss(0.25, 0.5)',
  'FocalLoss(2, 3)',
  'FocalLoss(2)',
  'focal_loss(0.25, 2, 3)',
  'DiceLoss(0.25, 2)',
  'alpha == 0.25',
  '',
])('leaves %s alone', (text) => {
  expect(parametersInText(text)).toEqual({ parameters: {}, refusals: [] });
});

it('says which value is out of range and keeps the other', () => {
  expect(parametersInText('alpha=25, gamma=2')).toEqual({
    parameters: { gamma: 2 },
    refusals: [{ symbol: 'α', value: '25', minimum: 0, maximum: 1 }],
  });
  expect(parametersInText('gamma=-2').refusals).toEqual([
    { symbol: 'γ', value: '-2', minimum: 0, maximum: 10 },
  ]);
});

it('reads every number in range, however it is written', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (alpha, gamma) => {
        const { parameters } = parametersInText(`focal(alpha=${alpha}, gamma=${gamma})`);
        expect(parameters).toEqual({ alpha, gamma });
      },
    ),
  );
});
