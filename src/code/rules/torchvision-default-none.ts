import { callOf, withArgument } from '../fixes/building/calls';
import { quoted } from '../fixes/building/quoted';
import { reachesBackward } from './evidence/backward';
import { callsOfLosses } from './evidence/loss-calls';
import type { Rule } from './rule';

/** The result of a loss that is not reduced reaches `backward()` as it is. */
export const torchvisionDefaultNone: Rule<'torchvision-default-none'> = {
  id: 'torchvision-default-none',
  severity: 'error',
  inFile: (subject) =>
    callsOfLosses(subject)
      .filter(({ call, loss }) => loss.reduction === 'none' && reachesBackward(call, subject.file))
      .map(({ call: { startIndex, endIndex } }) => ({
        facts: {},
        at: { start: startIndex, end: endIndex },
      })),
  fixInFile: (subject, { start, end }) =>
    callsOfLosses(subject)
      .filter(({ call }) => call.startIndex === start && call.endIndex === end)
      .flatMap(({ call: node }) => {
        const call = callOf(node);
        const edit = call && withArgument(call, 'reduction', quoted('mean', subject.file));
        return edit ? [{ title: 'mean-reduction' as const, edits: [edit] }] : [];
      }),
};
