import type { UnusedArray } from '../report/report';
import type { FindingRule } from './evidence';

const WITHOUT: Readonly<Record<UnusedArray['role'], string>> = {
  weight: 'every loss counts in full',
  mask: 'no element is masked',
  loss: 'it is not compared with the focal loss',
  gradient: 'it is not compared with dFL/dx',
  alpha: 'α is the default',
  gamma: 'γ is the default',
  ignoreIndex: 'no target is ignored because of it',
};

/** Arrays whose names belong to the loss but that could not be used. */
export const unusedArrays: FindingRule = ({ unusedArrays: unused }) => {
  if (unused.length === 0) {
    return null;
  }
  const seen = unused.map(
    ({ role, file, array, reason }) => `"${array}" in ${file}: ${reason}; without it, ${WITHOUT[role]}.`,
  );
  return {
    id: 'array-not-used',
    severity: 'warning',
    title: unused.length === 1 ? 'An array that was not used' : `${unused.length} arrays that were not used`,
    seen: seen.join(' '),
    means: 'If the training used it, the losses here are not those of the training.',
    fix: 'Save it as an array of numbers that fits the logits, or leave it out of the file; α, γ and the ignore index can be set in the report or on the command line.',
  };
};
