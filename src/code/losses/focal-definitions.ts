import type { Node } from '@vscode/tree-sitter-wasm';
import type { AlphaRole } from '../conventions/convention';
import { onlyDefinition } from '../flow/definitions';
import type { Definition, Slot } from '../syntax/constructs';
import { assignmentOf } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';
import { mayModulate } from '../syntax/worth-parsing';
import { alphaRoleInCode } from './alpha-role';
import {
  type FocalParameterName,
  isFocalLossName,
  isNameOfLoss,
  isNameOfRelative,
  mayBeFocalLoss,
  parameterOfName,
} from './names';
import { weightsByQuality } from './relatives';

/** A function or class of the file that implements a focal loss. */
export interface FocalDefinition {
  readonly definition: Definition;
  /** The parameters of the function, or of the class's constructor. */
  readonly parameters: readonly Slot[];
  /** Role of α; undefined when the code does not show it. */
  readonly alphaRole: AlphaRole | undefined;
  /** False for one that only raises 1 − … to a power beside a logarithm: what a run of it must show to be a focal loss. */
  readonly isNamed: boolean;
}

const GAMMA = String.raw`(?:(?:self|this)\.[_#]?)?(?:gamma|γ|focusing\w*)(?![\p{L}\p{N}_])`;
/** Matches a power with exponent γ, in any of the forms of Python and JavaScript. */
const GAMMA_IS_EXPONENT = new RegExp(
  [
    String.raw`\*\*\s*${GAMMA}`,
    String.raw`pow(?:er)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*,\s*${GAMMA}`,
    String.raw`\.pow\(\s*(?:[\w.]+\(\s*)?${GAMMA}`,
    String.raw`${GAMMA}\s*\*\s*[\w.]*(?:log|softplus)`,
    String.raw`log\w*\s*\*\s*${GAMMA}`,
    String.raw`log\w*\([^\n]*\)\.mul\(\s*${GAMMA}`,
    // exp(−γ · ce) is p_t to the power of γ.
    String.raw`exp\(\s*-\s*${GAMMA}\s*\*\s*[\w.]*(?:ce|nll|entropy)\b`,
  ].join('|'),
  'iu',
);
/** Matches what a cross-entropy is made of, or p_t as the exponential of something that is taken for one. */
const LOGARITHM_OF_PROBABILITY = /log|cross_?entropy|bce|nll|softplus|\bp_?t\s*=[^\n]*\bexp\b/i;
/**
 * Matches code with a power of γ that is no focal loss: gamma correction of images, Tversky losses, and the exponential
 * logarithmic loss (Wong et al. 2018), which raises the logarithm itself to γ.
 */
const SOMETHING_ELSE =
  /tversky|brightness|gamma.?correct|lookup|[*/]\s*255\b|\b255(?:\.0*)?\s*[*/]|clip\w*\([^()\n]*\b255|pow(?:er)?\(\s*-?\s*[\w.]*log\w*\(/i;

const RELATIVE = /\b(?:varifocal|quality focal)/i;
const COMMENT = /"""|'''|#|\/\/|\*/;

/** True for a comment that calls the loss a relative: varifocal and quality focal loss weight positives by their quality. */
function isCalledRelative(code: string): boolean {
  return (
    RELATIVE.test(code) &&
    code.split('\n').some((line) => {
      const at = line.search(RELATIVE);
      return at > 0 && COMMENT.test(line.slice(0, at));
    })
  );
}

/** Matches the call of a Tversky loss: what is made of it is the focal Tversky loss, whatever it is called. */
const CALL_OF_TVERSKY = /tversky\w*\(/i;

/** Matches the head of a definition whose docstring begins with the name of focal loss. */
const DESCRIBED = new RegExp(
  String.raw`^[^\n]*\b(?:def|class)\b[^\n]*:\s*\n\s*["']{3}\s*(?:(?:the|a|an|binary|mean|sum|of|multi-?(?:class|label)|` +
    'categorical|softmax|sigmoid|class-?balanced|weighted|alpha-?balanced|stable|simple|implementation|implements|' +
    String.raw`computes?|calculates?|returns?|standard|original|numerically)\s+)*focal[ -](?:loss|cross)`,
  'i',
);
/** Characters in which a docstring begins. */
const DOCUMENTED = 600;
/** Matches what may be a modulating factor: a power, an exponential, or a product with γ. */
const POWER =
  /\*\*|pow(?:er)?\b|exp\w*\(|(?:gamma|γ)\s*\*|(?:\*|\bmul\w*\((?:[\w.]+,)?)\s*(?:(?:self|this)\.)?(?:gamma|γ)/i;
const LOSS_IN_CODE = /log|cross_?entropy|bce|nll|softplus|exp\(\s*-|loss/i;

/** Finds the functions and classes of a file that are focal losses, by their names or by their code. */
export class FocalDefinitions {
  private readonly known = new Map<number, FocalDefinition | undefined>();

  /** @param withUnnamed true to find those too that no name says to be one */
  constructor(
    private readonly file: SourceFile,
    private readonly withUnnamed = false,
  ) {}

  /** The definition as a focal loss; undefined when it is none. A method also counts if its class is one. */
  of(definition: Definition): FocalDefinition | undefined {
    const { id } = definition.node;
    if (!this.known.has(id)) {
      this.known.set(id, this.judge(definition));
    }
    return this.known.get(id);
  }

  /** The focal losses that enclose a node, innermost first. */
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
    const isNamed =
      isFocalLossName(name) ||
      this.isDescribedAsFocal(definition) ||
      this.computesFocalLoss(definition) ||
      this.handsGammaOn(definition);
    const code = this.file.textOf(definition.node);
    if (!isNamed && !(this.withUnnamed && mayModulate(code) && !SOMETHING_ELSE.test(code))) {
      return undefined;
    }
    if (CALL_OF_TVERSKY.test(code) || isCalledRelative(code) || weightsByQuality(code)) {
      return undefined;
    }
    const parameters =
      definition.form === 'class' ? this.constructorParameters(definition.node) : definition.parameters;
    return { definition, parameters, alphaRole: alphaRoleInCode(code), isNamed };
  }

  /**
   * True if the name has "focal" among other words, or the docstring begins with what it is, and the body raises
   * something or takes a loss: the power may have another exponent, and γ another place.
   */
  private isDescribedAsFocal(definition: Definition): boolean {
    const code = this.file.textOf(definition.node);
    return (
      (mayBeFocalLoss(definition.name ?? '') || DESCRIBED.test(code.slice(0, DOCUMENTED))) &&
      POWER.test(code) &&
      LOSS_IN_CODE.test(code) &&
      !SOMETHING_ELSE.test(code)
    );
  }

  /** True if the definition has a parameter γ, or is called a loss and sets γ, and its body has a power of γ and a logarithm. */
  private computesFocalLoss(definition: Definition): boolean {
    const body = this.file.textOf(definition.node);
    if (!GAMMA_IS_EXPONENT.test(body) || !LOGARITHM_OF_PROBABILITY.test(body)) {
      return false;
    }
    if (SOMETHING_ELSE.test(body)) {
      return false;
    }
    if (definition.form === 'function') {
      return (
        definition.parameters.some(isNamed('gamma')) ||
        takesGammaApart(definition) ||
        (isNameOfLoss(definition.name ?? '') && setsGamma(definition))
      );
    }
    return this.constructorParameters(definition.node).some(isNamed('gamma'));
  }

  /**
   * True for a function that is called a loss, and that hands its γ to a function of the file which computes a focal loss, or
   * which has the power of γ beside the logarithm here.
   */
  private handsGammaOn({ form, name = '', node, parameters }: Definition): boolean {
    if (form !== 'function' || !isNameOfLoss(name) || !parameters.some(isNamed('gamma'))) {
      return false;
    }
    const own = this.file.textOf(node);
    const hasLogarithm = LOGARITHM_OF_PROBABILITY.test(own) && !SOMETHING_ELSE.test(own);
    return nodesOfTypes(node, 'call', 'call_expression').some((call) => {
      const { slots = [] } = this.file.syntax.call(call) ?? {};
      const handsGamma = slots.some(
        ({ value }) => value?.type === 'identifier' && isNamed('gamma')({ name: value.text }),
      );
      const called = handsGamma
        ? this.functionNamed(call.childForFieldName('function')?.text ?? '')
        : undefined;
      return (
        called !== undefined &&
        !isSame(called.node, node) &&
        (this.computesFocalLoss(called) ||
          (hasLogarithm && GAMMA_IS_EXPONENT.test(this.file.textOf(called.node))))
      );
    });
  }

  private functionNamed(name: string): Definition | undefined {
    const { root, syntax } = this.file;
    const node = onlyDefinition(name, 'function', root);
    return node && syntax.definition(node);
  }

  /** The constructor's parameters; for a dataclass, its fields. */
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

/**
 * True for a function of TypeScript that takes γ out of one of its parameters, also where others stand for what that lacks:
 * `const { gamma = 2 } = options`, `const { gamma } = { ...DEFAULTS, ...options }`.
 */
function takesGammaApart({ node, parameters }: Definition): boolean {
  return nodesOfTypes(node, 'variable_declarator').some((each) => {
    const [pattern, value] = [each.childForFieldName('name'), each.childForFieldName('value')];
    const taken = value?.type === 'object' ? parts(value).flatMap(spreadIn) : [value?.text];
    return (
      pattern?.type === 'object_pattern' &&
      parameters.some(({ name }) => name !== undefined && taken.includes(name)) &&
      parts(pattern).some(({ text }) => isNamed('gamma')({ name: /^[\p{L}_$]+/u.exec(text)?.[0] }))
    );
  });
}

function spreadIn(part: Node): string[] {
  return part.type === 'spread_element' ? parts(part).map(({ text }) => text) : [];
}

/** True for a function that gives γ a number of its own: `const gamma = 2`. */
function setsGamma({ node }: Definition): boolean {
  return nodesOfTypes(node, 'variable_declarator', 'assignment').some((each) => {
    const { target, value } = assignmentOf(each) ?? {};
    return isNamed('gamma')({ name: target?.text }) && NUMBER.test(value?.text ?? '');
  });
}

const NUMBER = /^\d+(?:\.\d*)?$/;

/** Makes a test for slots with a name of this parameter. */
export function isNamed(parameter: FocalParameterName): (slot: Pick<Slot, 'name'>) => boolean {
  return ({ name }) => name !== undefined && parameterOfName(name)?.parameter === parameter;
}
