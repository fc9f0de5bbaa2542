/** The rules for the code around a loss, as in `rules.ts`. */
export const trainingRules = {
  'arguments-swapped': {
    short: 'arguments in the wrong order',
    says: (
      facts:
        | { takes: 'predictions' | 'targets' }
        | { takes: 'switch'; name: string; value: string }
        | { takes: null; alpha: string; gamma: string },
    ) => {
      switch (facts.takes) {
        case 'predictions':
          return 'Targets stand before predictions, and the loss takes predictions first: it computes the loss of the targets.';
        case 'targets':
          return 'Predictions stand before targets, and the loss takes targets first: it computes the loss of the targets.';
        case 'switch':
          return `The number ${facts.value} is handed to the switch ${facts.name}, and not to α or γ, which keep their defaults or get the next argument. Give them by their names.`;
        case null:
          return `The arguments stand in the wrong order: they give α = ${facts.alpha} and γ = ${facts.gamma}. Exchange them, or give them by their names.`;
      }
    },
  },
  'positives-per-rank': {
    short: 'divided by the positives of one process',
    says: 'The loss is divided by the number of positives of one process, and the gradients are averaged over all: examples of processes with few positives weigh more. Sum that number over the processes (all_reduce), and divide by its mean.',
  },
};
