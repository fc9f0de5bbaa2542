import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import { kindOfParameter, lastPart } from '../../verdict/parameters';
import type { Edits, TextEdit } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { type CodeCall, callOf, callsIn, namedArgument } from './calls';
import { inPlaceOf } from './complements';
import { frameworkCode } from './framework-code';
import { firstStatement, separatorOf } from './local-state';
import { dividedSums, meansIn } from './means';
import { assignmentsIn, inserted, operand, replaced, unwrapped } from './nodes';
import { functionsOfTensors, tensorNames } from './tensor-names';

/** The name under which the mask of the targets that count is kept. */
const MASK = 'valid';

/** Ways to divide the sum by the number of targets that are not ignored, in place of a mean. */
export function meansOverKept(loss: LossSubject, at: TextRange): Edits[] {
  const { code, file } = loss;
  const ofIgnored = ignoredNames(loss);
  const comparisons = nodesOfTypes(code.node, 'comparison_operator').filter(({ text }) =>
    text.includes('!='),
  );
  const named = assignmentsIn(code.node).flatMap(({ target, value }) =>
    comparisons.some(({ id }) => id === unwrapped(value).id) || callsIn(value).some(isInequality)
      ? [target.text]
      : [],
  );
  const written = comparisons.map((node) => `(${file.textOf(node)})`);
  const made = tensorNames(loss).targets.flatMap((target) =>
    ofIgnored.map((ignored) => `(${target} != ${ignored})`),
  );
  const masks = [...new Set([...named, ...written, ...made])];
  return dividedSums(loss, at, ({ count }) => masks.map(count));
}

function isInequality({ name }: CodeCall): boolean {
  return name === 'ne' || name === 'notEqual';
}

/** Ways to leave ignored targets out by the targets as they are given, before code changes them. */
export function maskedByGiven(loss: LossSubject): Edits[] {
  const { code, file } = loss;
  const { product, quotient } = arithmeticOf(loss);
  return functionsOfTensors(loss).flatMap(({ node, targets }) =>
    ignoredNames(loss).flatMap((ignored) => {
      const first = firstStatement(node);
      const mask = nodesOfTypes(code.node, 'identifier').some(({ text }) => text === MASK)
        ? `is_${MASK}`
        : MASK;
      if (!first) {
        return [];
      }
      const given = inserted(
        first.startIndex,
        `${mask} = ${targets} != ${ignored}${separatorOf(first, file.text)}`,
      );
      const tests = nodesOfTypes(node, 'comparison_operator').filter(({ text }) =>
        new RegExp(String.raw`!=\s*${ignored.replaceAll('.', String.raw`\.`)}$`).test(text),
      );
      const ofTests: TextEdit[] = tests.map((test) => replaced(test, mask));
      const ofMeans = meansIn(node).flatMap((mean) =>
        frameworkCode(loss).flatMap(({ sum, count }) => {
          const kept = tests.reduce((text, test) => text.replace(test.text, mask), mean.sum);
          const masked = sum(`(${product(operand(unwrapped(mean.array)), mask)})`);
          return [...(kept === mean.sum ? [] : [kept]), masked].map((text) => [
            given,
            replaced(mean.node, inPlaceOf(mean.node, quotient(text, count(mask)))),
          ]);
        }),
      );
      return [...(ofTests.length > 0 ? [[given, ...ofTests]] : []), ...ofMeans];
    }),
  );
}

/** The texts by which the functions of a loss name the target that is ignored. */
function ignoredNames({ measure, code }: LossSubject): string[] {
  const isOfClass = code.node.type === 'class_definition';
  const ofModules = assignmentsIn(code.node).flatMap(({ target, value }) => {
    const call = target.type === 'attribute' ? callOf(value) : null;
    return call && namedArgument(call, 'ignore_index') ? [`${target.text}.ignore_index`] : [];
  });
  const own = (measure?.plan.parameters ?? [])
    .filter((parameter) => kindOfParameter(parameter) === 'ignoredTarget')
    .map(({ name }) => (isOfClass ? `self.${lastPart(name)}` : lastPart(name)));
  return [...own, ...ofModules];
}
