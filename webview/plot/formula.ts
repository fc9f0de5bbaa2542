import { html, nothing, type TemplateResult } from 'lit';
import { numberText } from '../../src/format/number-text';
import type { FormulaPart } from '../../src/loss/kinds/formula';
import { type CurveParameters, kindOf } from '../../src/loss/kinds/kinds';

/** The formula of a loss with its numbers in place, such as FL(p_t) = −0.25 (1 − p_t)² log p_t. */
export function formulaOf(parameters: CurveParameters): TemplateResult {
  return html`${kindOf(parameters.kind).formula(parameters).map(typeset)}`;
}

function typeset(part: FormulaPart): TemplateResult | string {
  if (typeof part === 'string') {
    return part;
  }
  if (typeof part === 'number') {
    return numberText(part);
  }
  if ('power' in part) {
    return html`<sup>${numberText(part.power)}</sup>`;
  }
  return html`<var>${part.symbol}</var>${part.index === undefined ? nothing : html`<sub>${part.index}</sub>`}`;
}
