import { asBuffer } from '../fixes/building/device-moves';
import { expressionAt, statementAround } from '../fixes/building/nodes';
import type { SourceFile } from '../syntax/source-file';
import { parts } from '../syntax/tree';
import type { Verdict } from '../verdict/document';
import { kindOfParameter } from '../verdict/parameters';
import type { Rule } from './rule';

/** Matches `self.name = torch.tensor(…)` and its like outside of comments, also as the divisor of a number. */
const ATTRIBUTE =
  /(?<!#[^\n]*)self\.(\w+)\s*=\s*(?:[\d.]+\s*\/\s*)?(?:torch\.)?(?:tensor|Tensor|FloatTensor|as_tensor|from_numpy)\((?:[^()\n]|\([^()\n]*\))*\)[^\n#]*/g;
/** Matches what gives a tensor a device. */
const HAS_DEVICE = /\.cuda\(|\.to\(|device\s*=/;

/**
 * Attributes that are given what is computed of a tensor of the constructor: those in the line that raises where predictions and
 * buffers are on another device.
 */
function derivedAttributes({ edgeCases }: Verdict, code: string, file: SourceFile): RegExpExecArray[] {
  const raised = edgeCases.find(({ input, effect }) => input === 'otherDevice' && effect === 'raises');
  const line = raised?.line ? (file.text.split('\n')[raised.line - 1] ?? '') : '';
  const names = new Set([...line.matchAll(/self\.(\w+)(?!\w*\()/g)].map(([, name]) => name));
  const tensors = [...code.matchAll(/(?<![\w.])(\w+)\s*=(?!=)[^\n]*\btorch\./g)].map(([, name]) => name);
  const isOfTensor = new RegExp(String.raw`=.*\b(?:torch\.${tensors.map((name) => `|${name}\\b`).join('')})`);
  return [...code.matchAll(/self\.(\w+)\s*=(?!=)[^\n#]*/g)].filter(
    ([text, name]) => names.has(name) && isOfTensor.test(text) && !new RegExp(ATTRIBUTE.source).test(text),
  );
}

/**
 * True for `torch.tensor(alpha)` of a parameter that is a number: PyTorch computes with a tensor of one number on every device. A
 * parameter whose type the code asks for may be a list all the same.
 */
function isOfNumber(text: string, code: string): boolean {
  const name = /tensor\(\s*(\w+)\s*[,)]/i.exec(text)?.[1];
  const isNumber = new RegExp(String.raw`\b${name}\s*(?::\s*float\s*)?=\s*[\d.]+\s*[,)]`);
  return name !== undefined && isNumber.test(code) && !new RegExp(String.raw`\(${name},`).test(code);
}

/** True if a later statement of the same block gives the attribute a value that is not made of it. */
function isOverwritten(name: string, start: number, { root }: SourceFile): boolean {
  const inner = root.descendantForIndex(start);
  const statement = inner && statementAround(inner);
  const later = statement?.parent ? parts(statement.parent) : [];
  return later.some(
    ({ text, startIndex }) =>
      startIndex > start && new RegExp(String.raw`^self\.${name}\s*=(?!=)(?!.*self\.${name}\b)`).test(text),
  );
}

/** Class weights are a plain tensor attribute of a module, built in the constructor without a device. */
export const alphaNotRegistered: Rule<'alpha-not-registered'> = {
  id: 'alpha-not-registered',
  severity: 'warning',
  inLoss: ({ file, code: { node }, verdict }) => {
    const code = file.textOf(node);
    if (
      node.type !== 'class_definition' ||
      !/\((?:[\w.]*\.)?Module\)|_Loss\)|_WeightedLoss\)/.test(code.split('\n')[0] ?? '')
    ) {
      return [];
    }
    return [...code.matchAll(ATTRIBUTE), ...derivedAttributes(verdict, code, file)].flatMap((match) => {
      const [text, name = ''] = match;
      const isMoved = new RegExp(
        String.raw`self\.${name}\s*\.\s*(?:to|type_as|cuda)\(|\.to\(self\.${name}|self\.${name}\s*=\s*self\.${name}`,
      );
      const isRegistered = new RegExp(String.raw`register_buffer\(\s*["']${name}["']`);
      const isHandedOn = new RegExp(String.raw`[=,(]\s*self\.${name}\s*[,)\n]`);
      const movesLater = new RegExp(String.raw`(?<![\w.])${name}\w*\s*\.\s*(?:to|type_as)\(`);
      const isMovedElsewhere = isHandedOn.test(code) && movesLater.test(file.text);
      // Counts of the classes are no weights: these are computed from them.
      const isUsed =
        code.split(`self.${name}`).length > 2 && kindOfParameter({ name }) !== 'examplesPerClass';
      const start = node.startIndex + match.index;
      return verdict.form !== 'class' ||
        isOverwritten(name, start, file) ||
        HAS_DEVICE.test(text) ||
        isOfNumber(text, code) ||
        isMoved.test(code) ||
        isRegistered.test(code) ||
        isMovedElsewhere ||
        !isUsed
        ? []
        : [{ facts: { name }, at: { start, end: start + text.trimEnd().length } }];
    });
  },
  fixInLoss: ({ file }, at) => {
    const assignment = expressionAt(file, at);
    return assignment
      ? asBuffer(assignment, file).map((edits) => ({ title: 'register-buffer' as const, edits }))
      : [];
  },
};
