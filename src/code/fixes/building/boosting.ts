import type { Node } from '@vscode/tree-sitter-wasm';
import { type BoosterFunction, boostingMetricsIn } from '../../losses/boosting-objectives';
import type { LossSubject, TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import { kindOfParameter } from '../../verdict/parameters';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { inPlaceOf } from './complements';
import { frameworkModule } from './framework-module';
import { firstStatement, separatorOf } from './local-state';
import {
  assignmentsIn,
  expressionAt,
  inserted,
  operand,
  replaced,
  statementAround,
  unwrapped,
} from './nodes';

/** A step at which second differences in float64 have few wrong digits. */
const STEP = '1e-4';
/** Steps below this are mended. */
const LEAST_STEP = 5e-5;

/** Ways to convert labels of 0 and 1 to −1 and 1, for an objective that computes with these. */
export function labelsOfSigns({ code, file }: LossSubject): Edits[] {
  if (code.kind !== 'objective') {
    return [];
  }
  const read = labelsRead(code).map((node) => [replaced(node, `2 * ${operand(node)} - 1`)]);
  return code.call === 'arrays' ? atTop(code, `${code.labels} = 2 * ${code.labels} - 1`, file) : read;
}

/** The expressions within an objective that ask the data for the labels. */
function labelsRead({ node, labels }: BoosterFunction): Node[] {
  return assignmentsIn(node).flatMap(({ value }) =>
    new RegExp(String.raw`^${labels}\s*\.\s*(?:get_label\(\)|label|get_field\()`).test(value.text)
      ? [value]
      : [],
  );
}

/** Ways to hand a metric probabilities in place of the raw scores that it takes for them. */
export function squashedScores(file: SourceFile, at: TextRange): Edits[] {
  const metric = metricAround(file, at);
  const np = frameworkModule(file, 'numpy');
  return metric && np ? atTop(metric, `${metric.scores} = 1 / (1 + ${np}.exp(-${metric.scores}))`, file) : [];
}

/** Ways to leave the sigmoid at a place of a metric out, since its scores are probabilities. */
export function unsquashedScores(file: SourceFile, at: TextRange): Edits[] {
  const metric = metricAround(file, at);
  const squashed = expressionAt(file, at);
  return metric && squashed && squashed.type !== 'comparison_operator'
    ? [[replaced(unwrapped(squashed), metric.scores)]]
    : [];
}

function metricAround(file: SourceFile, at: TextRange): BoosterFunction | undefined {
  return boostingMetricsIn(file).find(({ node }) => node.startIndex <= at.start && at.end <= node.endIndex);
}

function atTop({ node }: BoosterFunction, statement: string, { text }: SourceFile): Edits[] {
  const first = firstStatement(node);
  return first ? [[inserted(first.startIndex, `${statement}${separatorOf(first, text)}`)]] : [];
}

/** Ways to make a derivative by the probability at a place one by the raw score. */
export function gradientsByScore({ code, file }: LossSubject, at: TextRange): Edits[] {
  const gradient = expressionAt(file, at);
  if (!gradient || code.kind !== 'objective') {
    return [];
  }
  const divided = nodesOfTypes(gradient, 'binary_operator').flatMap((node) => {
    const dividend = node.childForFieldName('left');
    return node.childForFieldName('operator')?.text === '/' && dividend
      ? [[replaced(node, inPlaceOf(node, dividend.text))]]
      : [];
  });
  const factors = probabilitiesIn(code.node).map((p) => [
    replaced(gradient, `${operand(unwrapped(gradient))} * ${p} * (1 - ${p})`),
  ]);
  return [...divided, ...factors];
}

/** The names of an objective that may hold a probability, those that are assigned last first. */
function probabilitiesIn(node: Node): string[] {
  const names = assignmentsIn(node).flatMap(({ target }) =>
    target.type === 'identifier' ? [target.text] : [],
  );
  return [...new Set(names.toReversed())];
}

/** Ways to take exact second derivatives at a place, or what is floored there: those of focal loss, with α and without. */
export function exactHessians({ code, file }: LossSubject, at: TextRange): Edits[] {
  const np = frameworkModule(file, 'numpy');
  const found = expressionAt(file, at);
  if (code.kind !== 'objective' || code.call === 'ranges' || code.call === 'multi' || !np || !found) {
    return [];
  }
  const labels = code.call === 'arrays' ? [code.labels] : labelNamesIn(code);
  const alphas = [...settingsIn(code.node, file, 'alpha'), null];
  return withoutFloor(found, code.node).flatMap((hessian) => {
    const statement = statementAround(hessian);
    const separator = statement && separatorOf(statement, file.text);
    return labels.flatMap((y) =>
      settingsIn(code.node, file, 'gamma').flatMap((gamma) =>
        alphas.flatMap((alpha) => {
          const lines = [
            `log_pt = -${np}.logaddexp(0, ${np}.where(${y} == 1, -${code.scores}, ${code.scores}))`,
            `p_t = ${np}.exp(log_pt)`,
            `slope = (1 - p_t) * (${gamma} * log_pt + ${gamma} + 1) - ${gamma} * (${gamma} * p_t * log_pt + p_t - 1)`,
          ];
          const weight = alpha === null ? '' : `${np}.where(${y} == 1, ${alpha}, 1 - ${alpha}) * `;
          return statement
            ? [
                [
                  inserted(statement.startIndex, lines.map((line) => `${line}${separator}`).join('')),
                  replaced(hessian, `${weight}p_t * (1 - p_t) ** ${gamma} * slope`),
                ],
              ]
            : [];
        }),
      ),
    );
  });
}

/** For `maximum(hessian, floor)`, returns the expression that `hessian` was assigned, then the whole one; else the whole one alone. */
function withoutFloor(expression: Node, definition: Node): Node[] {
  const call = callOf(unwrapped(expression));
  const floored = call && /^(?:maximum|clip|abs)$/.test(call.name) ? call.given[0]?.value : undefined;
  const assigned = assignmentsIn(definition).findLast(({ target }) => target.text === floored?.text)?.value;
  return [...(assigned ? [assigned] : floored ? [floored] : []), expression];
}

function labelNamesIn(objective: BoosterFunction): string[] {
  const read = labelsRead(objective);
  return assignmentsIn(objective.node).flatMap(({ target, value }) =>
    read.some(({ id }) => id === value.id) ? [target.text] : [],
  );
}

/** The names under which an objective knows α or γ: parameters of its own or of a function around it, and attributes. */
function settingsIn(node: Node, file: SourceFile, kind: 'alpha' | 'gamma'): string[] {
  const words = nodesOfTypes(node, 'identifier', 'attribute').filter(({ text }) => {
    const name = text.replace(/^self\./, '');
    return /^\w+$/.test(name) && kindOfParameter({ name }) === kind;
  });
  const texts = words.map((each) => file.textOf(each));
  const attributes = texts.filter((text) => text.startsWith('self.'));
  return [...new Set(attributes.length > 0 ? attributes : texts)];
}

/** Ways to take the differences of an objective over a step that is large enough. */
export function largerSteps({ code, file }: LossSubject): Edits[] {
  const steps = nodesOfTypes(code.node, 'float').filter((node) => {
    const step = Number(file.textOf(node));
    return step > 0 && step < LEAST_STEP;
  });
  return [...(steps.length > 1 ? [steps] : []), ...steps.map((step) => [step])].map((nodes) =>
    nodes.map((node) => replaced(node, STEP)),
  );
}
