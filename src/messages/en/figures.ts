/** The figures of a saved report: titles, captions and axes. */
export const figures = {
  histogram: {
    title: ({ side }: SideFacts) => `p_t of the ${side}`,
    caption: ({ side }: SideFacts) =>
      `How probable the model finds the target: the number of ${side} (logarithmic) over p_t.`,
    captionWithLoss: ({ side, highest }: SideFacts & { highest: number }) =>
      `How probable the model finds the target: the number of ${side} (logarithmic) over p_t. The lines are the focal loss (solid) and cross-entropy (dashed), from 0 to ${highest}.`,
  },
  sides: { positives: 'positives', negatives: 'negatives' },
  shares: {
    title: 'Which class carries the loss',
    caption:
      'Share of each class in the elements (first bar), in the cross-entropy (second) and in the focal loss (third).',
    captionOfMost: ({ classes }: { classes: number }) =>
      `Share of each class in the elements (first bar), in the cross-entropy (second) and in the focal loss (third); the ${classes} classes with the largest focal loss.`,
    elements: ({ label, share }: ShareFacts) => `${label}: ${share} of the elements`,
    crossEntropy: ({ label, share }: ShareFacts) => `${label}: ${share} of the cross-entropy`,
    focal: ({ label, share }: ShareFacts) => `${label}: ${share} of the focal loss`,
    axis: 'class',
    background: 'bg',
  },
  cumulative: {
    title: ({ side }: SideFacts) => `Cumulative normalised loss of the ${side}`,
    caption: ({ side, gammas }: SideFacts & { gammas: string }) =>
      `Share of the loss over the share of the ${side}, from easy to hard, for γ = ${gammas} (solid to finely dashed); Figure 4 of the paper.`,
    axis: ({ side }: SideFacts) => `share of ${side}`,
  },
  reliability: {
    title: 'Reliability',
    titleScaled: 'Reliability after temperature scaling',
    caption: 'How often the model is right over its confidence; on the diagonal it is calibrated.',
    axis: 'confidence',
    header: { bin: 'bin', confidence: 'confidence', accuracy: 'accuracy', elements: 'elements' },
  },
};

interface SideFacts {
  side: 'positives' | 'negatives';
}

interface ShareFacts {
  label: string;
  share: string;
}
