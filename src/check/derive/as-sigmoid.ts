import type { Interpretation, Parameters, Report } from '../report/report';

/**
 * Reads a softmax of a positive and a negative class as a sigmoid. The logit of that sigmoid is the positive class's logit
 * minus the negative one's, and x_t stays the same. An α that both classes share weighs neither side. Two weights become one
 * α by their ratio.
 * @returns the report itself for more classes, for two positive ones, for soft targets, and for a sigmoid
 */
export function asSigmoid<Part extends Pick<Report, 'interpretation' | 'parameters'>>(report: Part): Part {
  const { interpretation, parameters } = report;
  const { backgroundClass } = interpretation;
  if (!hasTwoSides(interpretation) || backgroundClass === null) {
    return report;
  }
  return {
    ...report,
    interpretation: {
      ...interpretation,
      link: 'sigmoid',
      targets: 'binary',
      classAxis: null,
      classes: null,
      backgroundClass: null,
    },
    parameters: { ...parameters, alpha: alphaOfPositives(parameters.alpha, backgroundClass) },
  };
}

/** True for a softmax of a positive and a negative class. */
export function hasTwoSides({ link, targets, classes, backgroundClass }: Interpretation): boolean {
  return link === 'softmax' && targets !== 'soft' && classes === 2 && backgroundClass !== null;
}

function alphaOfPositives(alpha: Parameters['alpha'], backgroundClass: number): number | null {
  if (!Array.isArray(alpha)) {
    return null;
  }
  const total = alpha.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? null : 1 - (alpha[backgroundClass] ?? 0) / total;
}

/** True for a softmax that `asSigmoid` takes for a sigmoid. */
export function isPairOfClasses(report: Pick<Report, 'interpretation' | 'parameters'>): boolean {
  return asSigmoid(report) !== report;
}

/**
 * The factor that the weights of both sides of such a softmax have beside those of the sigmoid, α and 1 − α or none; 1 for any
 * other report.
 */
export function sumOfWeights(report: Pick<Report, 'interpretation' | 'parameters'>): number {
  const { alpha } = report.parameters;
  if (alpha === null || !isPairOfClasses(report)) {
    return 1;
  }
  return Array.isArray(alpha) ? alpha.reduce((sum, weight) => sum + weight, 0) : alpha;
}
