import { html, type TemplateResult } from 'lit';

const probability = html`<var>p</var><sub>t</sub>`;
const logit = html`<var>x</var><sub>t</sub>`;

/** Text with `p_t` and `x_t` set as mathematics, for use in a template. */
export function typeset(text: string): (string | TemplateResult)[] {
  return text.split(/([px]_t)/).map((part) => {
    if (part === 'p_t') {
      return probability;
    }
    return part === 'x_t' ? logit : part;
  });
}
