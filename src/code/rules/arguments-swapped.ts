import type { Node } from '@vscode/tree-sitter-wasm';
import { exactNumberText } from '../../format/number-text';
import type { Convention } from '../conventions/convention';
import { exchangedArguments } from '../fixes/building/exchanged-arguments';
import { exchangedValues } from '../fixes/building/exchanged-values';
import { namedSettings } from '../fixes/building/named-settings';
import { Outputs } from '../flow/outputs';
import { valueAt } from '../flow/values-given';
import { calledLossesIn } from '../losses/called-losses';
import { type FocalCall, nameOfSlot, parameterOfSlot } from '../losses/focal-calls';
import { type FocalParameterName, parameterOfName } from '../losses/names';
import type { Slot } from '../syntax/constructs';
import { bare, isCall, memberOf, methodCalledBy, wholeOf } from '../syntax/node-shapes';
import { kindOfParameter, orderOf } from '../verdict/parameters';
import { areExchanged, numberGiven } from './evidence/given-value';
import { callsOfLosses } from './evidence/loss-calls';
import type { FileSubject, Hit, Rule } from './rule';

/** Arguments without names stand in the wrong order: targets for predictions, α for γ, or a number for a switch. */
export const argumentsSwapped: Rule<'arguments-swapped'> = {
  id: 'arguments-swapped',
  severity: 'error',
  atSite: (site) => {
    const alpha = site.isPositional && areExchanged(site) ? numberGiven(site, 'alpha') : null;
    const { gamma } = site.bothParameters;
    return alpha !== null && typeof gamma === 'number'
      ? [{ facts: { alpha: exactNumberText(alpha), gamma: exactNumberText(gamma), takes: null } }]
      : [];
  },
  atCall: ({ call, convention, file }) => {
    const flag = call.slots.find(
      (slot) => slot.name === undefined && isNumberForSwitch(call, convention, slot),
    );
    return flag?.value
      ? [
          {
            facts: {
              takes: 'switch',
              name: nameOfSlot(call, flag) ?? '',
              value: file.textOf(flag.value),
            },
            at: { start: flag.value.startIndex, end: flag.value.endIndex },
          },
        ]
      : [];
  },
  inFile: (subject) => [...swappedTensors(subject), ...swappedNames(subject)],
  fixAtSite: exchangedValues,
  fixAtCall: namedSettings,
  fixInFile: ({ file }, at) =>
    exchangedArguments(file, at).map((edits) => ({ title: 'exchange-arguments' as const, edits })),
};

/** Calls that hand over predictions and targets in the wrong order. */
function swappedTensors(subject: FileSubject): Hit<'arguments-swapped'>[] {
  const outputs = new Outputs(subject.file);
  return callsOfLosses(subject).flatMap(({ call, loss: { tensors } }) => {
    const slots = subject.file.syntax.call(call)?.slots ?? [];
    const [first, second] = slots.flatMap(({ name, value }) => (name === undefined && value ? [value] : []));
    if (!first || !second) {
      return [];
    }
    const takes = orderOf(...tensors) === 'targetsFirst' ? ('targets' as const) : ('predictions' as const);
    const [forPredictions, forTargets] = takes === 'predictions' ? [first, second] : [second, first];
    const isSwapped =
      (kindOfTensor(forPredictions) === 'targets' && kindOfTensor(forTargets) === 'predictions') ||
      isOutputForTargets(forTargets, forPredictions, outputs) ||
      isCallOfNetworkForTargets(forTargets, forPredictions);
    return isSwapped ? [{ facts: { takes }, at: { start: first.startIndex, end: second.endIndex } }] : [];
  });
}

/** Calls whose argument without a name is called α and lands in γ, or the other way round, such as `loss(x, y, args.alpha, args.gamma)`. */
function swappedNames({ file }: FileSubject): Hit<'arguments-swapped'>[] {
  return calledLossesIn(file).flatMap(({ call }): Hit<'arguments-swapped'>[] => {
    const given = call.slots.flatMap((slot) => {
      const parameter = parameterOfSlot(call, slot);
      return parameter && slot.value
        ? [{ parameter, value: slot.value, isNamed: slot.name !== undefined }]
        : [];
    });
    const valueFor = (wanted: FocalParameterName) =>
      given.find(({ parameter }) => parameter === wanted)?.value;
    const [alpha, gamma] = [valueFor('alpha'), valueFor('gamma')];
    const isSwapped = given.some(
      ({ parameter, value, isNamed }) => !isNamed && isCalledOther(value, parameter),
    );
    return isSwapped && alpha && gamma
      ? [
          {
            facts: { takes: null, alpha: file.textOf(alpha), gamma: file.textOf(gamma) },
            at: {
              start: Math.min(alpha.startIndex, gamma.startIndex),
              end: Math.max(alpha.endIndex, gamma.endIndex),
            },
          },
        ]
      : [];
  });
}

/** True for a name or an attribute that is called α where γ is wanted, or γ where α is. */
function isCalledOther(value: Node, parameter: FocalParameterName): boolean {
  const name = memberOf(value)?.name ?? (value.type === 'identifier' ? value.text : undefined);
  const called = name === undefined ? undefined : parameterOfName(name)?.parameter;
  return called !== undefined && called !== parameter;
}

/** True for a number other than 0 and 1, which may stand for false and true, in the place of a switch. */
function isNumberForSwitch(call: FocalCall, { parameters }: Convention, slot: Slot): boolean {
  const name = nameOfSlot(call, slot);
  const isSwitch = parameters.some((each) => each.name === name && each.isSwitch);
  const value = slot.value && /^[\d.]+$/.test(slot.value.text) ? Number(slot.value.text) : 0;
  return isSwitch && value !== 0 && value !== 1;
}

/** True where the file hands over what a network gives out as the targets, and something else as the predictions. */
function isOutputForTargets(targets: Node, predictions: Node, outputs: Outputs): boolean {
  return (
    kindOfTensor(targets) !== 'targets' &&
    kindOfTensor(predictions) !== 'predictions' &&
    isOfData(predictions) &&
    outputs.of(targets) !== null &&
    outputs.of(predictions) === null
  );
}

/** True where the targets are what something called a network returns, and the predictions come from the data. */
function isCallOfNetworkForTargets(targets: Node, predictions: Node): boolean {
  const made = targets.type === 'identifier' ? valueAt(targets.text, targets) : targets;
  return isCallOfNetwork(made) && kindOfTensor(predictions) !== 'predictions' && isOfData(predictions);
}

/** True for a tensor that a loop or a parameter gives: it comes from the data. */
function isOfData(expression: Node): boolean {
  const name = nameOf(expression);
  return name !== null && !valueAt(name, expression);
}

/** Matches the call of a network. */
const NETWORK = /^(?:self\.|this\.)?(?:model|net|network)(?:\.(?:predict|apply))?\(/;

function isCallOfNetwork(expression: Node | null | undefined): boolean {
  const made = expression && bare(expression);
  return !!made && isCall(made) && NETWORK.test(made.text);
}

/** The kind of a tensor by its name. Of the names of one letter, only the y of targets says enough. */
function kindOfTensor(expression: Node): 'predictions' | 'targets' | null {
  if (isCallOfNetwork(expression)) {
    return 'predictions';
  }
  const name = nameOf(expression);
  const kind = name === null ? 'other' : kindOfParameter({ name });
  const isSure = name !== null && (name.length > 1 || name === 'y');
  return isSure && (kind === 'predictions' || kind === 'targets') ? kind : null;
}

/** The name of a tensor whose shape or type a method changes. */
function nameOf(expression: Node): string | null {
  const inner = bare(expression);
  if (inner.type === 'identifier') {
    return inner.text;
  }
  const whole = wholeOf(inner) ?? (isCall(inner) ? methodCalledBy(inner)?.object : null);
  return whole ? nameOf(whole) : null;
}
