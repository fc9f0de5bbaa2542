import { html, nothing, type TemplateResult } from 'lit';
import { numberText } from '../../src/format/number-text';
import type { CurveParameters } from '../../src/loss/curve';

const probability = html`<var>p</var><sub>t</sub>`;
const logit = html`<var>x</var><sub>t</sub>`;

/**
 * The formula of a loss with its numbers in place, such as FL(p_t) = −0.25 (1 − p_t)² log p_t: equation 5 of Lin et
 * al. 2017 (equation 4 without α), appendix A for FL*.
 */
export function formulaOf({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters): TemplateResult {
  const weight = alpha === null ? nothing : html`${numberText(alpha)} `;
  switch (kind) {
    case 'crossEntropy':
      return html`CE(${probability}) = −log ${probability}`;
    case 'alphaBalancedCrossEntropy':
      return html`CE(${probability}) = −${weight}log ${probability}`;
    case 'focal':
      return html`FL(${probability}) = −${weight}(1 − ${probability})<sup>${numberText(gamma)}</sup> log ${probability}`;
    case 'focalStar':
      return html`FL*(${logit}) = −log <var>σ</var>(${numberText(gamma)} ${logit} ${signed(beta)}) / ${numberText(gamma)}`;
    case 'labelSmoothedCrossEntropy':
      return html`CE(${probability}) = −${numberText(1 - labelSmoothing / 2)} log ${probability} − ${numberText(labelSmoothing / 2)} log(1 − ${probability})`;
  }
}

function signed(value: number): string {
  return value < 0 ? `− ${numberText(-value)}` : `+ ${numberText(value)}`;
}
