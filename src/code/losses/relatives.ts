import type { Node } from '@vscode/tree-sitter-wasm';
import type { Convention } from '../conventions/convention';
import { conventionWithId } from '../conventions/conventions';
import { onlyDefinition } from '../flow/definitions';
import type { Definition } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { wordsOfName } from './names';

const OWN = String.raw`(?:self\.)?_?`;
/** A power with this exponent. */
const powerOf = (exponent: string): string => String.raw`(?:\.pow\(|\*\*)\s*${OWN}${exponent}\b`;

/** α times a probability to the power γ, and not 1 − α: the weight of a negative. */
const VARIFOCAL = new RegExp(String.raw`(?<![-\w.]\s?)${OWN}alpha\s*\*\s*[\w.()\s-]*?${powerOf('gamma')}`);
/** α is the exponent of a probability, and γ, or β, that of 1 − y. */
const GAUSSIAN = [new RegExp(powerOf('alpha')), new RegExp(powerOf('(?:gamma|beta)'))];
/** A negative weighted so, and beside it a positive by its target: varifocal loss under any name. */
const WEIGHT_OF_VARIFOCAL = new RegExp(
  String.raw`=\s*${OWN}alpha\s*\*\s*[\w.()]+?${powerOf('gamma')}[^\n]*\(1(?:\.0*)?\s*-\s*\w+\)\s*\+\s*\w*(?:score|iou|label|target)`,
);
/** A negative, told by a target of at most 0, weighted by α and the distance to it: the targets are qualities between 0 and 1. */
const WEIGHT_OF_QUALITY = new RegExp(
  String.raw`${OWN}alpha\s*\*\s*(?:\(\w+\s*-\s*\w+\)\s*\.abs\(\)\s*${powerOf('gamma')}\)?|(?:\w+\.)?pow\([^\n]*\babs\([^\n]*,\s*${OWN}gamma\))[\s\\]*\*[\s\\]*\(\s*\w+\s*<=\s*0`,
);
/** A matching cost: the focal loss of a positive minus that of a negative. */
const COST = new RegExp(String.raw`\b(?:pos|neg)_cost\w*\s*=[^\n]*\balpha\b[^\n]*${powerOf('gamma')}`);
const NAME_OF_VARIFOCAL = /\b\w*vari_?focal\w*(?=\()/gi;

/** A definition with a formula that is related to focal loss, and what its α and γ are. */
export interface Relative {
  readonly definition: Definition;
  readonly convention: Convention;
}

/**
 * The relative of focal loss whose definition is around a node, where its name and its code agree.
 *
 * @param isFocal true for a focal loss, which has α and γ of its own within a class with a relative
 */
export function relativeAround(
  node: Node,
  file: SourceFile,
  isFocal: (definition: Definition) => boolean,
): Relative | undefined {
  for (const ancestor of ancestors(node)) {
    const definition = file.syntax.definition(ancestor);
    const convention = definition && conventionOf(kindOf(definition, file));
    if (convention) {
      return { definition, convention };
    }
    if (definition?.form === 'function' && isFocal(definition)) {
      return undefined;
    }
  }
  return undefined;
}

function conventionOf(kind: string | undefined): Convention | undefined {
  return kind === undefined
    ? undefined
    : conventionWithId(kind === 'criterion' ? 'rtdetr.SetCriterion' : `relative.${kind}`);
}

/** What a definition computes: the last part of the id of a convention. */
function kindOf(definition: Definition, file: SourceFile): string | undefined {
  const code = file.textOf(definition.node);
  const words = wordsOfName(definition.name ?? '');
  if (words.includes('cost') || COST.test(code)) {
    return /\bfocal|gamma/.test(code) ? 'cost' : undefined;
  }
  if (WEIGHT_OF_VARIFOCAL.test(code) && (definition.form === 'function' || /=\s*self\.alpha/.test(code))) {
    return isCriterion(definition, code) ? 'criterion' : 'varifocal';
  }
  if (isNameOfVarifocal(definition.name ?? '')) {
    return isVarifocal(code, file) ? 'varifocal' : undefined;
  }
  const isHeatMap = words.includes('focal') && words.includes('gaussian');
  return isHeatMap && GAUSSIAN.every((part) => part.test(code)) ? 'gaussianFocal' : undefined;
}

/** True for code that weights negatives by α and the power of the prediction, and positives by their quality. */
export function weightsByQuality(code: string): boolean {
  return WEIGHT_OF_VARIFOCAL.test(code) || WEIGHT_OF_QUALITY.test(code);
}

/** True for a class whose α and γ go to a focal loss too, as one of its losses. */
function isCriterion({ form }: Definition, code: string): boolean {
  return form === 'class' && /sigmoid_focal_loss/.test(code);
}

/** True for `VarifocalLoss`, `vari_focal` and their like. */
export function isNameOfVarifocal(name: string): boolean {
  return wordsOfName(name).join('').includes('varifocal');
}

/** True for code that weights negatives so, or hands α and γ to a function of the file that does. */
function isVarifocal(code: string, file: SourceFile): boolean {
  const called = [...code.matchAll(NAME_OF_VARIFOCAL)].map(([name]) =>
    onlyDefinition(name, 'function', file.root),
  );
  return VARIFOCAL.test(code) || called.some((found) => found && VARIFOCAL.test(file.textOf(found)));
}
