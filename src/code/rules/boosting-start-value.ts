import { objectivesGiven } from '../losses/booster-training';
import { boostingObjectivesIn } from '../losses/boosting-objectives';
import type { Rule } from './rule';

/** Matches what gives boosting its start. */
const START = /init_score|base_score|base_margin|baseline|boost_from_average/;

/** Boosting with an objective of the user starts at a score of 0. */
export const boostingStartValue: Rule<'boosting-start-value'> = {
  id: 'boosting-start-value',
  severity: 'information',
  inFile: ({ file }) => {
    const objectives = START.test(file.text) ? [] : boostingObjectivesIn(file);
    return objectivesGiven(file, objectives).map(({ node }) => ({
      facts: {},
      at: { start: node.startIndex, end: node.endIndex },
    }));
  },
};
