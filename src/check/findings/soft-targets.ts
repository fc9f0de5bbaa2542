import { type FindingRule, nameOf } from './evidence';

/** Targets between 0 and 1, which most focal losses do not expect. */
export const softTargets: FindingRule = (evidence) => {
  if (evidence.interpretation.targets !== 'soft') {
    return null;
  }
  return {
    id: 'soft-targets',
    severity: 'warning',
    title: 'Soft targets and a loss that assumes hard ones',
    seen: `${nameOf(evidence, 'targets')} holds values between 0 and 1.`,
    means:
      'The paper defines p_t and α_t for targets 0 and 1. Code that branches on target == 1 treats a soft positive as a negative; code that gathers by index rounds it to class 0.',
    fix: 'Use an implementation that interpolates: p_t = p·y + (1 − p)(1 − y), α_t = α·y + (1 − α)(1 − y), as torchvision.ops.sigmoid_focal_loss and as this report do; or quality focal loss.',
  };
};
