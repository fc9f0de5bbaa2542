/** Matches a name that only focal losses have. */
const NAME_OF_LOSS = /focal|\bfl_|DETRLoss/i;
const GAMMA = /gamma|γ/i;
/** Matches a power of γ, or a logarithm times γ: what a focal loss without such a name has. */
const POWER_OF_GAMMA =
  /\*\*\s*[^\n,=]{0,80}?(?:gamma|γ|focusing)|pow(?:er)?\([\s\S]{0,800}?(?:gamma|γ|focusing)|(?:gamma|γ|focusing\w*)\s*\*\s*[\w.]*(?:log|softplus|b?ce\b|nll|\w*entropy)|log\w*\s*\*\s*[\w.]*(?:gamma|γ|focusing)/i;

/** Matches a power of 1 − …, or of a difference from 1: a modulating factor under any name. */
const POWER_OF_COMPLEMENT =
  /\(\s*1(?:\.0*)?\s*-(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\)){0,120}\)\s*(?:\*\*|\.pow\()|pow(?:er)?\(\s*\(?\s*(?:1(?:\.0*)?\s*-|(?:\w+\.)?sub(?:tract)?\(\s*(?:\w+\.scalar\(\s*)?1)/;
const LOGARITHM = /log|cross_?entropy|bce|nll/i;

/** True for code that may modulate a cross-entropy, whatever it is called. */
export function mayModulate(text: string): boolean {
  return POWER_OF_COMPLEMENT.test(text) && LOGARITHM.test(text);
}

/** False for a text that has no focal loss by its words alone, as most have; it is not parsed. */
export function mayHaveLoss(text: string): boolean {
  return NAME_OF_LOSS.test(text) || (GAMMA.test(text) && POWER_OF_GAMMA.test(text)) || mayModulate(text);
}

/** Folders that hold code of others, or none. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  'dist',
  'build',
  'venv',
  'env',
]);
