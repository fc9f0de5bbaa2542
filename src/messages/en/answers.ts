import { choose } from './answers/choose';
import { effect } from './answers/effect';
import { meaning } from './answers/meaning';
import { thresholds } from './answers/thresholds';

/** Answers to what users ask most: which α and γ, what a score means, where to cut, what focal loss changes. */
export const answers = {
  inInterval: ({ value, low, high }: { value: string; low: string; high: string }) =>
    `${value} (${low} to ${high})`,
  lowEnd: (name: string) => `${name}, low end`,
  highEnd: (name: string) => `${name}, high end`,
  section: 'Answers',
  misleads: (title: string) =>
    `Predictions and targets do not seem to belong together ("${title}"), and an answer from them would mislead.`,
  misleadsByValues: (title: string) =>
    `The values are not what they were taken for ("${title}"), and an answer from them would mislead.`,
  theLoss: 'The loss',
  pairOfClasses:
    'A softmax of two classes is a sigmoid: the score is the probability of the positive class, and its logit is that of the positive class less that of the other.',
  halfIsNone: '0.5 weighs both sides the same, as no α does.',
  copyAnswer: (title: string) => `Copy the answer: ${title}`,
  copyTable: (caption: string) => `Copy the table as CSV: ${caption}`,
  copyCsv: 'Copy the table as CSV',
  insert: 'Insert',
  insertAnswer: (title: string) => `Insert the answer: ${title}`,
  insertIntoEditor: (name: string) => `Insert ${name} into the editor`,
  choose,
  meaning,
  thresholds,
  effect,
};
