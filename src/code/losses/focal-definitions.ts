import type { Node } from '@vscode/tree-sitter-wasm';
import type { AlphaRole } from '../conventions/convention';
import type { Definition, Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, parts } from '../syntax/tree';
import { alphaRoleInCode } from './alpha-role';
import { type FocalParameterName, isFocalLossName, isNameOfRelative, parameterOfName } from './names';

/** A function or class of the file that implements a focal loss. */
export interface FocalDefinition {
  readonly definition: Definition;
  /** The parameters it is called with: a function's own, a class's constructor's. */
  readonly parameters: readonly Slot[];
  /** What α multiplies; undefined when the code does not say it. */
  readonly alphaRole: AlphaRole | undefined;
}

const GAMMA = String.raw`(?:(?:self|this)\.[_#]?)?(?:gamma|γ|focusing\w*)(?![\p{L}\p{N}_])`;
/** γ as the exponent of something, in one of the ways in which Python and JavaScript write powers. */
const GAMMA_IS_EXPONENT = new RegExp(
  [
    String.raw`\*\*\s*${GAMMA}`,
    String.raw`pow(?:er)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*,\s*${GAMMA}`,
    String.raw`\.pow\(\s*${GAMMA}`,
    String.raw`${GAMMA}\s*\*\s*[\w.]*log`,
    String.raw`log\w*\s*\*\s*${GAMMA}`,
  ].join('|'),
  'iu',
);
const LOGARITHM_OF_PROBABILITY = /log|cross_?entropy|bce|nll|softplus/i;
/**
 * Gamma correction of images also takes a power; the Tversky losses also have a γ, and the exponential logarithmic loss
 * (Wong et al. 2018) raises the logarithm itself to it.
 */
const SOMETHING_ELSE = /tversky|brightness|gamma.?correct|lookup|\b255\b|pow(?:er)?\(\s*-?\s*[\w.]*log\w*\(/i;

/** Knows which functions and classes of a file are focal losses, by their names or by what they compute. */
export class FocalDefinitions {
  private readonly known = new Map<number, FocalDefinition | undefined>();
  private readonly file: SourceFile;

  constructor(file: SourceFile) {
    this.file = file;
  }

  /** The focal loss that a definition is; undefined when it is none. A method counts through its class too. */
  of(definition: Definition): FocalDefinition | undefined {
    const { id } = definition.node;
    if (!this.known.has(id)) {
      this.known.set(id, this.judge(definition));
    }
    return this.known.get(id);
  }

  /** The focal losses around a node, from the inside out. */
  *around(node: Node): Generator<FocalDefinition> {
    for (const ancestor of ancestors(node)) {
      const definition = this.file.syntax.definition(ancestor);
      const focal = definition && this.of(definition);
      if (focal) {
        yield focal;
      }
    }
  }

  private judge(definition: Definition): FocalDefinition | undefined {
    const name = definition.name ?? '';
    if (isNameOfRelative(name)) {
      return undefined;
    }
    if (!isFocalLossName(name) && !this.computesFocalLoss(definition)) {
      return undefined;
    }
    const parameters =
      definition.form === 'class' ? this.constructorParameters(definition.node) : definition.parameters;
    return { definition, parameters, alphaRole: alphaRoleInCode(this.file.textOf(definition.node)) };
  }

  /** Whether the body raises something to γ and takes a logarithm, and is given a γ. */
  private computesFocalLoss(definition: Definition): boolean {
    const body = this.file.textOf(definition.node);
    if (!GAMMA_IS_EXPONENT.test(body) || !LOGARITHM_OF_PROBABILITY.test(body)) {
      return false;
    }
    if (SOMETHING_ELSE.test(body)) {
      return false;
    }
    if (definition.form === 'function') {
      return definition.parameters.some(isNamed('gamma'));
    }
    return this.constructorParameters(definition.node).some(isNamed('gamma'));
  }

  /** Also for a dataclass, whose fields are its constructor's parameters. */
  private constructorParameters(classNode: Node): readonly Slot[] {
    const body = classNode.childForFieldName('body') ?? classNode.childForFieldName('value');
    const members = body ? parts(body) : [];
    for (const member of members) {
      const inner = member.type === 'decorated_definition' ? member.childForFieldName('definition') : member;
      const method = inner && this.file.syntax.definition(inner);
      if (method?.name === '__init__') {
        return method.parameters.slice(1);
      }
      if (method?.name === 'constructor') {
        return method.parameters;
      }
    }
    return members.flatMap((member) => {
      const assignment = member.type === 'expression_statement' ? parts(member)[0] : member;
      const nameNode = assignment?.childForFieldName('left') ?? assignment?.childForFieldName('name');
      const value =
        assignment?.childForFieldName('right') ?? assignment?.childForFieldName('value') ?? undefined;
      return nameNode ? [{ name: nameNode.text, nameNode, value }] : [];
    });
  }
}

/** Whether a slot is named as this parameter of focal loss. */
export function isNamed(parameter: FocalParameterName): (slot: Slot) => boolean {
  return ({ name }) => name !== undefined && parameterOfName(name)?.parameter === parameter;
}
