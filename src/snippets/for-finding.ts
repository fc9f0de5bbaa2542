/** A snippet as others name it, without its source. */
export interface SnippetName {
  readonly id: string;
  readonly title: string;
}

/**
 * Findings of the check that are mended by other code: a loss that takes logits, does not divide by zero, or is the one
 * that it is taken for. Those that another α or γ mends are not among them.
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

/**
 * The snippet that mends what a finding of the check says, if one does.
 * @param finding the finding's id
 * @param link what turns the logits into probabilities
 */
export function snippetForFinding(finding: string, link: 'sigmoid' | 'softmax'): SnippetName | undefined {
  if (!MENDED_BY_A_LOSS.has(finding)) {
    return undefined;
  }
  return link === 'softmax' ? SOFTMAX : SIGMOID;
}
