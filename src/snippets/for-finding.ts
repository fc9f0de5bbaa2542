/** A snippet without its source. */
export interface SnippetName {
  readonly id: string;
  readonly title: string;
}

/**
 * Findings of the check whose remedy is another loss: one that takes logits, does not divide by zero, or computes focal
 * loss. Findings whose remedy is another α or γ are not listed.
 */
const MENDED_BY_A_LOSS = new Set([
  'probabilities-as-logits',
  'logits-as-probabilities',
  'double-sigmoid',
  'double-softmax',
  'saturated-logits',
  'float16-overflow',
  'no-positives',
  'gradient-disagrees',
  'loss-disagrees',
]);

const SIGMOID: SnippetName = { id: 'pytorch-focal-loss', title: 'FocalLoss (sigmoid)' };
const SOFTMAX: SnippetName = { id: 'pytorch-softmax-focal-loss', title: 'SoftmaxFocalLoss' };

const START: SnippetName = { id: 'pytorch-start-at-prior', title: 'start_at_prior' };

/**
 * The snippet that fixes a finding of the check, if there is one.
 * @param finding id of the finding
 * @param link function that turns logits into probabilities
 */
export function snippetForFinding(finding: string, link: 'sigmoid' | 'softmax'): SnippetName | undefined {
  if (finding === 'prior-bias-missing') {
    return START;
  }
  if (!MENDED_BY_A_LOSS.has(finding)) {
    return undefined;
  }
  return link === 'softmax' ? SOFTMAX : SIGMOID;
}
