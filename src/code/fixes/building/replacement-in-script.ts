import type { Node } from '@vscode/tree-sitter-wasm';
import { fitSnippet } from '../../../snippets/fit/fit-snippet';
import { type TextRange, typeRanges } from '../../../snippets/fit/javascript';
import { insertedText } from '../../../snippets/fit/snippet-syntax';
import { TENSORFLOWJS_SNIPPETS } from '../../../snippets/frameworks/tensorflowjs/tensorflowjs';
import type { LossSubject } from '../../rules/rule';
import { selfAndAncestors } from '../../syntax/tree';
import type { Proposal } from '../proposal';
import type { TextEdit } from '../text-edit';
import { quoted } from './quoted';
import { hasMore, promisedBy, reductionOf, settingsOf } from './replacement';
import { tensorNames } from './tensor-names';

/** One level of indentation of the snippet that is inserted. */
const INDENTATION = '  ';

/**
 * Ways to have a function of TypeScript or JavaScript computed by the snippet that is inserted above it. Name and parameters stay.
 *
 * @param typesIn finds the types of a snippet, which are left out where the file has none
 */
export function replacementsInScript(
  loss: LossSubject,
  typesIn: (source: string) => readonly TextRange[],
): Proposal[] {
  const { file, code, measure } = loss;
  const top = [...selfAndAncestors(code.node)].find(({ parent }) => parent?.type === 'program');
  const body = code.node.childForFieldName('body');
  const isOfTensors = measure?.plan.framework.name === 'tensorflow-js';
  const isOfClasses = (measure?.layout.width ?? 1) > 1;
  const snippet = TENSORFLOWJS_SNIPPETS.find(
    ({ name }) => name === (isOfClasses ? 'softmaxFocalLoss' : 'focalLoss'),
  );
  const { predictions, targets } = tensorNames(loss);
  const [x, y] = [predictions.at(-1), targets.at(-1)];
  if (code.kind !== 'definition' || hasMore(loss) || !isOfTensors) {
    return [];
  }
  if (!top || !body || !snippet || x === undefined || y === undefined || !isAlone(code.node, top)) {
    return [];
  }
  const { startIndex: start } = top;
  const hasTypes = file.grammar === 'typescript' || typeRanges(file).length > 0;
  const fitted = fitSnippet({
    snippet,
    file,
    place: { start, end: start },
    indentationUnit: INDENTATION,
    leaveOut: hasTypes ? [] : typesIn(snippet.source),
  });
  const given = settingsOf(loss, code.node);
  const [alpha, gamma] = [given.alpha ?? 'null', given.gamma ?? '2'];
  const settings = isOfClasses ? [gamma, alpha] : [alpha, gamma];
  const reduction = given.reduction ?? quoted(reductionOf(loss, 'meanOverPositives'), file);
  const call = `${fitted.name}(${[x, y, ...settings, reduction].join(', ')})${castOf(code.node)}`;
  const edits: TextEdit[] = [
    ...fitted.imports.map(({ offset, text }) => ({ start: offset, end: offset, text })),
    { ...fitted.range, text: insertedText(fitted.text) },
    bodyOf(body, call),
  ];
  return [{ title: 'replace', edits, changes: promisedBy(loss, isOfClasses, given) }];
}

/** True for a function that is all that its statement declares. */
function isAlone(node: Node, top: Node): boolean {
  const declared = top.type === 'export_statement' ? top.childForFieldName('declaration') : top;
  const [only, other] = declared?.type === 'lexical_declaration' ? declared.namedChildren : [declared];
  const value = only?.type === 'variable_declarator' ? only.childForFieldName('value') : only;
  return !other && value?.id === node.id;
}

/** The return type of a function where that is not the tensor that the snippet returns. */
function castOf(node: Node): string {
  const type = node.childForFieldName('return_type')?.text.replace(/^:\s*/, '') ?? '';
  return /^(?:\w+\.)?Tensor$|^$/.test(type) ? '' : ` as ${type}`;
}

function bodyOf(body: Node, call: string): TextEdit {
  return body.type === 'statement_block'
    ? {
        start: body.startIndex + 1,
        end: body.endIndex - 1,
        text: `\n${INDENTATION}return ${call};\n`,
      }
    : { start: body.startIndex, end: body.endIndex, text: call };
}
