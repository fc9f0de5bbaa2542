import type { AlphaRole } from '../conventions/convention';

const ALPHA = String.raw`(?:(?:self|this)\.)?[_#]?(?:alpha|α)(?![\p{L}\p{N}])`;
/** `alpha_factor` and `alpha_t` are what many implementations call the α of an element. */
const ALPHA_OF_ELEMENT = String.raw`(?:(?:self|this)\.)?[_#]?(?:alpha|α)\w*`;
const COMPLEMENT = String.raw`(?:1(?:\.0*)?\s*-\s*${ALPHA_OF_ELEMENT}|sub(?:tract)?\(\s*1(?:\.0*)?\s*,\s*${ALPHA_OF_ELEMENT})`;

/** `[alpha, 1 - alpha]`, from which the target takes its own: class 0 gets α. */
const ALPHA_FIRST = new RegExp(String.raw`\[\s*${ALPHA}\s*,\s*${COMPLEMENT}`, 'iu');
const HAS_COMPLEMENT = new RegExp(COMPLEMENT, 'iu');
const IS_FACTOR = new RegExp(
  String.raw`${ALPHA}\s*\*(?!\*)|(?<!\*)\*\s*${ALPHA}|mul(?:tiply)?\(\s*${ALPHA}|${ALPHA}\.mul`,
  'iu',
);

/**
 * What α multiplies in the code of a loss, as its body says it.
 *
 * @param body Python or TypeScript; its comments and docstrings do not count
 * @returns undefined when the body does not say it, as where it hands α on
 */
export function alphaRoleInCode(body: string): AlphaRole | undefined {
  const code = body
    .replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\//g, '')
    .replace(/(?:#(?=\s)|\/\/).*$/gm, '');
  if (ALPHA_FIRST.test(code)) {
    return 'classZero';
  }
  if (HAS_COMPLEMENT.test(code)) {
    return 'positives';
  }
  return IS_FACTOR.test(code) ? 'everyClass' : undefined;
}
