import { countText } from '../../format/count-text';
import type { Sampled } from '../facts';
import { counted } from './words';

const EXAMPLES: Readonly<Record<Sampled, string>> = {
  positive: 'a positive',
  negative: 'a negative',
  wrongPositive: 'a positive at x = −100',
  wrongNegative: 'a negative at x = 100',
};

/** Sentences that the linter prints beside its messages. */
export const lint = {
  /** Stands before the rule of a fault that was mended in the file. */
  fixed: 'fixed',
  /** The kind of thing that stands at the second place of a fault. */
  related: {
    handedToLoss: 'Here it is handed to a loss.',
    reachesLoss: 'Here it reaches the loss of each example.',
    squashedBefore: 'Here the logits became probabilities.',
    squashedAfter: 'Here what is left of the logits is squashed.',
    averagedBefore: 'Here the losses of the examples were averaged before.',
    takesLogarithm: 'Here the logarithm is taken.',
    powerAfter: 'Here the power of γ is taken.',
    averageMultiplies: 'Here the average multiplies the loss of each example.',
  },
  /** Of a file that was named. */
  passedOver: ({ file }: { file: string }) => `${file}: passed over, neither code nor a configuration`,
  severities: { error: 'error', warning: 'warning', information: 'information' },
  summary: ({
    files,
    losses,
    errors,
    warnings,
    information,
    fixed,
    notUnderstood,
  }: {
    files: number;
    losses: number;
    errors: number;
    warnings: number;
    information: number;
    fixed: number;
    notUnderstood: number;
  }) =>
    `${counted(files, 'file')}, ${counted(losses, 'focal loss', 'focal losses')}${notUnderstood > 0 ? ` (${countText(notUnderstood)} not understood)` : ''}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(information, 'hint')}${fixed > 0 ? `, ${fixed} fixed` : ''}.`,
  /** The place of a cell in a notebook, between the file and the line. */
  cell: (cell: number) => `cell ${cell}`,
  /** The losses of examples before and after a fix, beside its title in the editor and on the command line. */
  change: ({ example, before, after }: { example: Sampled; before: string; after: string }) =>
    `${EXAMPLES[example]}: ${before} → ${after}`,
  raises: 'raises',
  fixWith: ({ title, changes }: { title: string; changes: readonly string[] }) =>
    changes.length === 0 ? title : `${title} (${changes.join('; ')})`,
  fixAllOfRule: ({ rule }: { rule: string }) => `Fix all ${rule} (Focal Loss)`,
  fixAll: 'Fix all that Focal Loss can fix',
  pageInEnglish: 'This page is in English.',
  ignore: ({ rule }: { rule: string }) => `Ignore ${rule} in this line`,
};
