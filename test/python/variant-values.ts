// Computes every variant of the loss for variants_parity.py: node variant-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import type { Variant, VariantParameters } from '../../src/loss/variants/variant';
import { VARIANTS } from '../../src/loss/variants/variants';

interface Request {
  readonly logits: readonly number[];
  /** One target a logit. */
  readonly targets: readonly number[];
  readonly parameters: readonly VariantParameters[];
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  throw new Error('Usage: node variant-values.js REQUEST.json');
}
const { logits, targets, parameters }: Request = JSON.parse(readFileSync(path, 'utf8'));
const variants: readonly Variant[] = VARIANTS;
const values = variants.map(({ id, loss, gradient }) => ({
  id,
  losses: parameters.map((given) => logits.map((logit, at) => loss(logit, targets[at] ?? Number.NaN, given))),
  gradients: parameters.map((given) =>
    logits.map((logit, at) => gradient(logit, targets[at] ?? Number.NaN, given)),
  ),
}));
process.stdout.write(JSON.stringify(values));
