import type { Node } from '@vscode/tree-sitter-wasm';
import { fitSnippet } from '../../../snippets/fit/fit-snippet';
import { insertedText } from '../../../snippets/fit/snippet-syntax';
import { PYTORCH_SNIPPETS } from '../../../snippets/frameworks/pytorch/pytorch';
import type { LossSubject } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { Computes } from '../../verdict/document';
import { kindOfParameter } from '../../verdict/parameters';
import type { Proposal } from '../proposal';
import type { TextEdit } from '../text-edit';
import { frameworkModule } from './framework-module';
import { firstStatement, separatorOf } from './local-state';
import { quoted } from './quoted';
import { tensorNames } from './tensor-names';

/** One level of indentation of the snippet that is inserted. */
const INDENTATION = '    ';

/** Names of what the snippets do not have. */
const MORE = /smooth|pos_?weight|ignore|mask|margin|temperature|detach/i;

/** True for a loss that takes more into account than the snippets do. */
export function hasMore({ code }: LossSubject): boolean {
  return MORE.test(code.node.text);
}

/**
 * Ways to have a loss of PyTorch computed by the snippet that is inserted above it: for two classes, or for one of several. Name,
 * parameters and docstrings stay.
 */
export function replacements(loss: LossSubject): Proposal[] {
  const { file, code, measure } = loss;
  const isAtTop = code.node.parent?.type === 'module';
  if (code.kind !== 'definition' || !isAtTop || hasMore(loss) || !frameworkModule(file, 'torch')) {
    return [];
  }
  const isOfClasses = (measure?.layout.width ?? 1) > 1;
  return replacementBy(isOfClasses ? 'SoftmaxFocalLoss' : 'sigmoid_focal_loss', loss);
}

function replacementBy(name: string, loss: LossSubject): Proposal[] {
  const { file, code } = loss;
  const snippet = PYTORCH_SNIPPETS.find((each) => each.name === name);
  const parts = partsOf(code.node);
  const { predictions, targets } = tensorNames(loss);
  const [x, y] = [predictions.at(-1), targets.at(-1)];
  if (!snippet || !parts || x === undefined || y === undefined) {
    return [];
  }
  const { startIndex: start } = code.node;
  const fitted = fitSnippet({ snippet, file, place: { start, end: start }, indentationUnit: INDENTATION });
  const given = settingsOf(loss, parts.initialiser ?? parts.method);
  const ofObject = parts.initialiser ? 'self.' : '';
  const textOf = (parameter: string | undefined, otherwise: string): string =>
    parameter === undefined ? otherwise : `${ofObject}${parameter}`;
  const [alpha, gamma] = [textOf(given.alpha, 'None'), textOf(given.gamma, '2.0')];
  const reduction = textOf(given.reduction, quoted(reductionOf(loss, 'mean_over_positives'), file));
  const call =
    name === 'SoftmaxFocalLoss'
      ? `${fitted.name}(${gamma}, ${alpha}, reduction=${reduction})(${x}, ${y})`
      : `${fitted.name}(${x}, ${y}, ${alpha}, ${gamma}, ${reduction})`;
  const attributes = given.names.map((each) => `self.${each} = ${each}`);
  const bodies = [
    bodyOf(parts.method, [`return ${call}`], file),
    ...(parts.initialiser ? [bodyOf(parts.initialiser, ['super().__init__()', ...attributes], file)] : []),
  ];
  const edits: TextEdit[] = [
    ...fitted.imports.map(({ offset, text }) => ({ start: offset, end: offset, text })),
    { ...fitted.range, text: insertedText(fitted.text) },
    ...bodies,
  ];
  return [{ title: 'replace', edits, changes: promisedBy(loss, name === 'SoftmaxFocalLoss', given) }];
}

/** What the snippet computes with the settings that a loss takes. */
export function promisedBy(
  { measure }: LossSubject,
  isOfClasses: boolean,
  given: GivenSettings,
): Partial<Computes> {
  const hasAlpha = measure?.plan.hasAlphaByDefault ?? given.alpha !== undefined;
  return {
    link: isOfClasses ? 'softmax' : 'sigmoid',
    input: 'logits',
    alphaRole: hasAlpha ? (isOfClasses ? 'perClass' : 'positives') : 'off',
    gammaIsExponentOf: '1-p_t',
    variant: hasAlpha ? 'focal' : 'focalWithoutAlpha',
  };
}

interface Parts {
  /** Null for a function. */
  readonly initialiser: Node | null;
  readonly method: Node;
}

/** A function, or a class with a constructor and one method for its loss. */
function partsOf(node: Node): Parts | null {
  if (node.type === 'function_definition') {
    return { initialiser: null, method: node };
  }
  const functions = nodesOfTypes(node, 'function_definition');
  const named = (name: string): Node | undefined =>
    functions.find((each) => each.childForFieldName('name')?.text === name);
  const [initialiser, method] = [named('__init__'), named('forward')];
  return initialiser && method && functions.length === 2 ? { initialiser, method } : null;
}

export interface GivenSettings {
  /** All settings, in their order. */
  readonly names: readonly string[];
  readonly alpha: string | undefined;
  readonly gamma: string | undefined;
  readonly reduction: string | undefined;
}

/** The settings that a function declares. */
export function settingsOf({ file }: LossSubject, declaring: Node): GivenSettings {
  const names = (file.syntax.definition(declaring)?.parameters ?? []).flatMap(({ name }) =>
    name === undefined || name === 'self' ? [] : [name],
  );
  const ofKind = (...kinds: string[]): string | undefined =>
    names.find((name) => kinds.includes(kindOfParameter({ name })));
  return {
    names,
    alpha: ofKind('alpha', 'classWeights'),
    gamma: ofKind('gamma'),
    reduction: names.find((name) => name === 'reduction'),
  };
}

/** @param ofPositives what the snippet calls the mean over the positives */
export function reductionOf({ verdict }: LossSubject, ofPositives: string): string {
  const reduction = verdict.computes?.reduction ?? 'mean';
  return reduction === 'meanOverPositives' ? ofPositives : reduction;
}

/** Puts statements in the place of the body of a function; the docstring stays. */
function bodyOf(definition: Node, statements: readonly string[], file: SourceFile): TextEdit {
  const body = definition.childForFieldName('body') ?? definition;
  const first = firstStatement(definition) ?? body;
  const text = statements.join(separatorOf(first, file.text));
  return { start: first.startIndex, end: body.endIndex, text };
}
