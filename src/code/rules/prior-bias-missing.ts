import type { Node } from '@vscode/tree-sitter-wasm';
import { inserted, statementAround } from '../fixes/building/nodes';
import type { Edits } from '../fixes/text-edit';
import { classAround } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { layersOfDecisions } from './evidence/loss-calls';
import type { Rule } from './rule';

/** The paper's start, −log((1 − π) / π) for π = 0.01, as code writes it. */
const START = '-4.595';
/** Words of code that gives biases a start of its own, or of a loss that is told the prior. */
const STARTS = /\bbias\b|bias_|_bias|prior/i;
/** Statements that start biases at 0, as if nothing did: `nn.init.zeros_(head.bias)`. */
const AT_ZERO = /\bzeros_\([\w.[\]-]*bias\)|\bconstant_\([\w.[\]-]*bias,\s*(?:val\s*=\s*)?0(?:\.0*)?\)/g;
/** Words of a detector. */
const DETECTOR = /anchor|retina|\bfcos|(?:^|[\W_])b?box|detect(?:or|ion)|锚框|检测/i;

/** The head of a detector, trained with a focal loss of independent decisions, starts at p = 0.5 for every anchor. */
export const priorBiasMissing: Rule<'prior-bias-missing'> = {
  id: 'prior-bias-missing',
  severity: 'information',
  inFile: (subject) => {
    const heads = STARTS.test(subject.file.text.replace(AT_ZERO, '')) ? [] : layersOfDecisions(subject);
    return heads
      .filter((head) => DETECTOR.test(subject.file.textOf(partAround(head))))
      .map(({ startIndex, endIndex }) => ({ facts: {}, at: { start: startIndex, end: endIndex } }));
  },
  fixInFile: (subject, at) =>
    layersOfDecisions(subject)
      .filter(({ startIndex }) => startIndex === at.start)
      .flatMap((head) => startedBias(head, subject.file))
      .map((edits) => ({ title: 'prior-bias' as const, edits })),
};

/** The class or function that makes a layer; else the whole file. */
function partAround(layer: Node): Node {
  const around = [...ancestors(layer)].find(({ type }) => type === 'function_definition');
  return classAround(layer) ?? around ?? layer.tree.rootNode;
}

/** Ways to start the bias of a layer of PyTorch that an attribute holds, alone or as the last one of a row. */
function startedBias(layer: Node, file: SourceFile): Edits[] {
  const library = file.textOf(layer).match(/^(.*)\.\w+\(/s)?.[1];
  const assignment = [...ancestors(layer)].find(({ type }) => type === 'assignment');
  const [holder, value] = [assignment?.childForFieldName('left'), assignment?.childForFieldName('right')];
  const statement = assignment && statementAround(assignment);
  if (!library || !/^(?:torch\.)?nn$/.test(library) || !holder || !value || !statement) {
    return [];
  }
  const head = value.id === layer.id ? holder.text : `${holder.text}[-1]`;
  const indent = ' '.repeat(statement.startPosition.column);
  const text = `\n${indent}${library}.init.constant_(${head}.bias, ${START})`;
  return [[inserted(statement.endIndex, text)]];
}
