import { html, nothing, type TemplateResult } from 'lit';
import type { CurveParameters } from '../../src/loss/curve';
import { formatNumber } from '../shared/number-format';

const probability = html`<var>p</var><sub>t</sub>`;
const logit = html`<var>x</var><sub>t</sub>`;

/**
 * The formula of a loss with its numbers in place, such as FL(p_t) = −0.25 (1 − p_t)² log p_t: equation 5 of Lin et
 * al. 2017 (equation 4 without α), appendix A for FL*.
 */
export function formulaOf({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters): TemplateResult {
  const weight = alpha === null ? nothing : html`${formatNumber(alpha)} `;
  switch (kind) {
    case 'crossEntropy':
      return html`CE(${probability}) = −log ${probability}`;
    case 'alphaBalancedCrossEntropy':
      return html`CE(${probability}) = −${weight}log ${probability}`;
    case 'focal':
      return html`FL(${probability}) = −${weight}(1 − ${probability})<sup>${formatNumber(gamma)}</sup> log ${probability}`;
    case 'focalStar':
      return html`FL*(${logit}) = −log <var>σ</var>(${formatNumber(gamma)} ${logit} ${signed(beta)}) / ${formatNumber(gamma)}`;
    case 'labelSmoothedCrossEntropy':
      return html`CE(${probability}) = −${formatNumber(1 - labelSmoothing / 2)} log ${probability} − ${formatNumber(labelSmoothing / 2)} log(1 − ${probability})`;
  }
}

function signed(value: number): string {
  return value < 0 ? `− ${formatNumber(-value)}` : `+ ${formatNumber(value)}`;
}
