import type { codeLosses } from '../../messages/en/code-losses';
import type { Messages } from '../../messages/messages';
import { type FactsOf, said } from '../../messages/sentence';
import type { Computes, Observation, Verdict } from './document';

type Sentences = (typeof codeLosses)['faults'];

/** Something that is wrong with a loss: the id of its sentence, and the facts of it. */
export type Fault = {
  [Id in keyof Sentences]: {
    readonly id: Id;
    readonly facts: FactsOf<Sentences[Id]>;
    /** Where it happens, from 1; null where the run shows no line. */
    readonly line: number | null;
  };
}[keyof Sentences];

/** What is wrong with a loss, the worst first. Nothing is said of what the run does not show. */
export function faultsOf(verdict: Verdict): Fault[] {
  const { computes, exception, parameters } = verdict;
  if (exception) {
    return [{ id: 'raises', facts: { className: exception.className }, line: exception.line || null }];
  }
  if (!computes) {
    return [];
  }
  return [
    ...ofAlpha(computes, parameters.alpha?.line ?? null),
    ...ofFormula(computes, parameters.gamma?.line ?? null),
    ...withEarliestBreak(verdict.observations).flatMap((observation) => ofObservation(observation, verdict)),
    ...ofNoPositives(verdict),
    ...ofShapes(verdict),
    ...ofDevice(verdict),
  ];
}

export function faultText({ id, facts }: Fault, { codeLosses: { faults } }: Messages): string {
  return said(faults[id], facts);
}

function ofAlpha({ alphaRole, link }: Computes, line: number | null): Fault[] {
  if (alphaRole !== 'classZero') {
    return [];
  }
  return [{ id: link === 'softmax' ? 'alphaOnClassZero' : 'alphaOnNegatives', facts: {}, line }];
}

function ofFormula({ gammaIsExponentOf, variant }: Computes, line: number | null): Fault[] {
  switch (gammaIsExponentOf) {
    case '1-p':
      return [{ id: 'pInsteadOfPt', facts: {}, line }];
    case 'p_t':
      return [{ id: 'swappedModulation', facts: {}, line }];
    case 'none':
      return variant === 'gamma-not-exponent' ? [{ id: 'gammaNotExponent', facts: {}, line }] : [];
    default:
      return ofVariant(variant ?? '');
  }
}

function ofVariant(variant: string): Fault[] {
  const at = { facts: {}, line: null };
  if (variant.startsWith('pt-from-label-smoothed-ce')) {
    return [{ id: 'ptFromLabelSmoothedCe', ...at }];
  }
  if (variant.startsWith('log-base')) {
    return [{ id: 'logBase', ...at }];
  }
  switch (variant) {
    case 'pt-from-weighted-ce':
      return [{ id: 'ptFromWeightedCe', ...at }];
    case 'double-sigmoid':
      return [{ id: 'doubleSigmoid', ...at }];
    case 'targets-inverted':
      return [{ id: 'targetsInverted', ...at }];
    case 'sign-error':
      return [{ id: 'signError', ...at }];
    default:
      return [];
  }
}

/** Of the breaks only the one at the smallest logit: the others follow from the same line of code. */
function withEarliestBreak(observations: readonly Observation[]): readonly Observation[] {
  const breaks = observations.filter((observation) => observation.kind === 'notFinite');
  const earliest = breaks.toSorted((one, other) => one.from - other.from)[0];
  return observations.filter((observation) => observation.kind !== 'notFinite' || observation === earliest);
}

function ofObservation(observation: Observation, { computes, events }: Verdict): Fault[] {
  switch (observation.kind) {
    case 'negative':
      return computes?.variant === 'sign-error' ? [] : [{ id: 'signError', facts: {}, line: null }];
    case 'notSeparable': {
      const event = events.find(({ kind }) => kind === 'reducedBeforePower');
      return observation.isReducedBeforePower
        ? [{ id: 'reducedBeforePower', facts: {}, line: event?.place.line ?? null }]
        : [];
    }
    case 'stateKept': {
      const event = events.find(({ kind }) => kind === 'stateChanged');
      return [{ id: 'stateKept', facts: {}, line: event?.place.line ?? null }];
    }
    case 'notFinite':
      return [
        { id: 'notFinite', facts: { of: observation.of, from: observation.from }, line: observation.line },
      ];
    case 'withoutEffect':
      return [{ id: 'withoutEffect', facts: { name: observation.parameter }, line: null }];
    default:
      return [];
  }
}

function ofNoPositives({ edgeCases }: Verdict): Fault[] {
  return edgeCases
    .filter(({ input, effect }) => input === 'noPositives' && effect === 'lossNotFinite')
    .map(({ line }) => ({ id: 'noPositives', facts: {}, line }));
}

/** A column of predictions and targets, which fits every loss of elements, became a matrix. */
function ofShapes({ computes, layouts, events }: Verdict): Fault[] {
  const hasGrown =
    computes?.link === 'sigmoid' && layouts.some(({ layout, grew }) => layout === 'column' && grew);
  const event = events.find(({ kind }) => kind === 'broadcastGrew');
  return hasGrown ? [{ id: 'grows', facts: {}, line: event?.place.line ?? null }] : [];
}

function ofDevice({ events }: Verdict): Fault[] {
  return events.flatMap((event): Fault[] =>
    event.kind === 'deviceMove'
      ? [{ id: 'device', facts: { name: event.device }, line: event.place.line }]
      : [],
  );
}
