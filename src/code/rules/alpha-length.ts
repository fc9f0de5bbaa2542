import type { Node } from '@vscode/tree-sitter-wasm';
import { countAt, lengthAt } from '../flow/layer-outputs';
import { calledLossesIn } from '../losses/called-losses';
import { type FocalCall, givenArguments, nameOfSlot, parameterOfSlot } from '../losses/focal-calls';
import type { Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { kindOfParameter } from '../verdict/parameters';
import type { Batch } from '../verdict/probes';
import { madeLosses } from './evidence/loss-calls';
import type { FileSubject, Hit, LossSubject, Rule, TextRange } from './rule';

/** The names under which calls give the number of classes. */
const CLASS_COUNTS = ['num_classes', 'n_classes', 'num_class', 'class_num', 'numClasses'];

/** The weights of the classes are more or fewer than the classes. */
export const alphaLength: Rule<'alpha-length'> = {
  id: 'alpha-length',
  severity: 'error',
  inLoss: ({ code: { node }, file }) =>
    node
      .descendantsOfType('parameters')
      .filter((each): each is Node => each !== null)
      .flatMap((parameters) => differingDefaults(parameters, node.text, file)),
  inFile: (subject) => [...differingEntries(subject), ...differingLayers(subject)],
  atSite: ({ parameter, value, given }) => {
    const [classes = null] = CLASS_COUNTS.flatMap(
      (name) => Number.parseInt(given.text(name) ?? '', 10) || [],
    );
    return parameter === 'alpha' &&
      typeof value === 'object' &&
      classes !== null &&
      differ(value.length, classes)
      ? [{ facts: { weights: value.length, classes } }]
      : [];
  },
};

/** Mappings around the entry of a loss in which the number of classes may stand: its own, that of the head, and that of the model. */
const LEVELS = 3;

/** The entries of configurations whose weights are more or fewer than the classes that the head around them has. */
function differingEntries({ file }: FileSubject) {
  return calledLossesIn(file).flatMap(({ kind, call }) => {
    const slot =
      kind === 'configuration'
        ? call.slots.find((each) => parameterOfSlot(call, each) === 'alpha')
        : undefined;
    const given = slot?.value && file.syntax.constant(slot.value);
    const weights = given?.isConstant && typeof given.value === 'object' ? given.value.length : null;
    const around = [...ancestors(call.node)].flatMap((node) => file.syntax.mapping(node) ?? []);
    const [classes = null] = around.slice(0, LEVELS).flatMap(({ slots }) =>
      slots.flatMap(({ name, value }) => {
        const count = value && name && CLASS_COUNTS.includes(name) ? Number(value.text) : Number.NaN;
        return Number.isInteger(count) ? [count] : [];
      }),
    );
    return slot?.value && weights !== null && classes !== null && differ(weights, classes)
      ? [
          {
            facts: { weights, classes },
            at: { start: slot.value.startIndex, end: slot.value.endIndex },
          },
        ]
      : [];
  });
}

/** The losses whose weights are more or fewer than the outputs of the network before them. */
function differingLayers(subject: FileSubject) {
  const { file, losses } = subject;
  const hits = new Map<number, Hit<'alpha-length'>>();
  for (const { maker, classes: count } of madeLosses(subject)) {
    const call = calledLossesIn(file).find(({ call: { node } }) => node.id === maker.id)?.call;
    const own = losses.find(({ code }) => code.kind === 'call' && code.node.id === maker.id);
    const value = call?.slots.find((slot) => givesWeights(call, slot))?.value;
    const weights = value ? lengthAt(value) : null;
    const classes = countAt(count, file);
    if (call && value && weights !== null && classes !== null && differ(weights, classes)) {
      const at = { start: value.startIndex, end: value.endIndex };
      if (isOneOfEachClass({ weights, classes }, call, own, file)) {
        hits.set(maker.id, { facts: { weights, classes }, at });
      }
    }
  }
  return [...hits.values()];
}

/**
 * True if weights are one of each class, as a run or the library says: of independent decisions two may be those of the sides, and
 * a loss that runs with another number of classes leaves one out.
 */
function isOneOfEachClass(
  counts: Counts,
  call: FocalCall,
  loss: LossSubject | undefined,
  file: SourceFile,
): boolean {
  if (!loss) {
    return false;
  }
  const { alphaRole, link } = loss.verdict.computes ?? {};
  const isSeen =
    alphaRole === 'perClass' && link === 'softmax' && loss.measure?.layout.width === counts.weights;
  return (
    isSeen ||
    lacksWeight(loss, counts) ||
    call.convention?.alphaRole(givenArguments(call, file)) === 'everyClass'
  );
}

/** True if a loss raises for the first class without a weight, and for the class before it computes a number. */
function lacksWeight({ measure }: LossSubject, { weights, classes }: Counts): boolean {
  if (measure?.layout.name !== 'classIndices' || weights > classes) {
    return false;
  }
  const { runner, plan } = measure;
  const inputs = new Array<number>(classes).fill(0.5);
  const [last, next] = [weights - 1, weights].map((target) => {
    const batch: Batch = {
      inputs,
      inputShape: [1, classes],
      targets: [target],
      targetShape: [1],
      targetType: 'int64',
    };
    return runner.run(plan.ofClasses(classes).with({}), [batch])[0]?.kind;
  });
  return last === 'value' && next === 'exception';
}

interface Counts {
  readonly weights: number;
  readonly classes: number;
}

/** True for an argument that gives α or weights of classes. */
function givesWeights(call: FocalCall, slot: Slot): boolean {
  const name = nameOfSlot(call, slot) ?? '';
  return parameterOfSlot(call, slot) === 'alpha' || kindOfParameter({ name }) === 'classWeights';
}

/** False for one class, whose two sides may have a weight each, and for one weight, which multiplies every class. */
function differ(weights: number, classes: number): boolean {
  return weights > 1 && classes > 1 && weights !== classes;
}

/** True for a parameter that says how many columns one-hot targets have. */
function countsColumns(parameter: Node, code: string): boolean {
  const name = parameter.childForFieldName('name')?.text ?? '';
  const oneHot = String.raw`\bone_hot\([^()]*,\s*(?:num_classes\s*=\s*|depth\s*=\s*)?(?:self\.)?${name}\s*\)`;
  return new RegExp(oneHot).test(code);
}

/** The defaults of a declaration that name weights and a number of classes which do not go together. */
function differingDefaults(parameters: Node, code: string, file: SourceFile) {
  const defaults = parameters.namedChildren.flatMap((each) => {
    const [name, value] = [each?.childForFieldName('name'), each?.childForFieldName('value')];
    return each && name && value ? [{ node: each, kind: kindOfParameter({ name: name.text }), value }] : [];
  });
  const count = defaults.find(({ kind, node }) => kind === 'classCount' || countsColumns(node, code));
  const classes = count ? countAt(count.value, file) : null;
  return defaults.flatMap(({ node, kind, value }) => {
    const isOfNumbers =
      (kind === 'alpha' || kind === 'classWeights') &&
      (value.type === 'list' || value.type === 'tuple') &&
      value.namedChildren.every((item) => item?.type === 'float' || item?.type === 'integer');
    const weights = value.namedChildCount;
    const at: TextRange = { start: node.startIndex, end: node.endIndex };
    return isOfNumbers && classes !== null && differ(weights, classes)
      ? [{ facts: { weights, classes }, at }]
      : [];
  });
}
