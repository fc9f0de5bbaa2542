import { numberText } from '../../src/format/number-text';
import type { CurveKind, CurveParameters, Quantity } from '../../src/loss/curve';
import type { Curve } from './plot-state';

export const kindNames: Readonly<Record<CurveKind, string>> = {
  crossEntropy: 'Cross-entropy (CE)',
  alphaBalancedCrossEntropy: 'α-balanced CE',
  focal: 'Focal loss (FL)',
  focalStar: 'FL*',
  labelSmoothedCrossEntropy: 'Label-smoothed CE',
};

export const quantityNames: Readonly<Record<Quantity, string>> = {
  loss: 'loss',
  gradientMagnitude: 'gradient magnitude',
  modulatingFactor: 'modulating factor',
  ratioToCrossEntropy: 'ratio to CE',
};

/** Which parameters a kind of loss has; the others do not change its curve. */
export const parametersOfKind: Readonly<Record<CurveKind, readonly (keyof CurveParameters)[]>> = {
  crossEntropy: [],
  alphaBalancedCrossEntropy: ['alpha'],
  focal: ['gamma', 'alpha'],
  focalStar: ['gamma', 'beta'],
  labelSmoothedCrossEntropy: ['labelSmoothing'],
};

/** What a curve is called: by its user, or after its parameters. */
export function curveName(curve: Curve): string {
  return curve.name === '' ? describeParameters(curve.parameters) : curve.name;
}

/** What stands upon the curve in the plot: as short as Figure 1 has it. */
export function curveLabel(curve: Curve): string {
  return curveName(curve).replace(/^FL, /, '');
}

/** Kind and parameters in one line, such as `FL, γ = 2, α = 0.25`. */
export function describeParameters({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters): string {
  const weight = alpha === null ? '' : `, α = ${numberText(alpha)}`;
  switch (kind) {
    case 'crossEntropy':
      return 'CE';
    case 'alphaBalancedCrossEntropy':
      return `CE${alpha === null ? ', α off' : weight}`;
    case 'focal':
      return `FL, γ = ${numberText(gamma)}${weight}`;
    case 'focalStar':
      return `FL*, γ = ${numberText(gamma)}, β = ${numberText(beta)}`;
    case 'labelSmoothedCrossEntropy':
      return `CE, ε = ${numberText(labelSmoothing)}`;
  }
}
