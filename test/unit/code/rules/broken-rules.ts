import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import type { Severity } from '../../../../src/code/rules/rule';
import { parser } from '../parse';

/** A right loss of logits, and one of the classes' logits. */
export const LOSSES = `import torch
import torch.nn as nn
import torch.nn.functional as F

def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p = torch.sigmoid(logits)
    p_t = p * targets + (1 - p) * (1 - targets)
    return ((alpha * targets + (1 - alpha) * (1 - targets)) * (1 - p_t) ** gamma * ce).mean()

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, targets):
        log_p = F.log_softmax(logits, dim=1).gather(1, targets[:, None]).squeeze(1)
        return (-((1 - log_p.exp()) ** self.gamma) * log_p).mean()

`;

/** The errors and warnings of code after the losses, with their lines in it. */
export async function brokenRules(code: string, above = LOSSES): Promise<string[]> {
  return diagnosed(code, above, (severity) => severity !== 'information');
}

/** The information about a text, with its lines. */
export async function information(text: string): Promise<string[]> {
  return diagnosed(text, '', (severity) => severity === 'information');
}

async function diagnosed(
  code: string,
  above: string,
  isWanted: (severity: Severity) => boolean,
): Promise<string[]> {
  const { losses, atSites } = await diagnoseCode(parser, {
    text: above + code,
    grammar: 'python',
    imports: [],
  });
  return [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites]
    .filter(({ severity }) => isWanted(severity))
    .map(({ rule, line }) => `${rule}:${line - (above.split('\n').length - 1)}`);
}
