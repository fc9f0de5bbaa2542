import type { Parameters } from '../check/report/report';
import { classWeights } from '../check/terms/class-weights';
import type { Parameter } from '../code/run/language/program';
import { ListValue, type Value } from '../code/run/language/values';
import type { AlphaReading } from '../code/verdict/alpha';
import type { Settings } from '../code/verdict/parameters';

import type { AlphaValue, ProbeSettings, SettingsPlan } from '../code/verdict/settings';
import { ProblemError } from '../messages/problem-error';
import type { CheckedTensors } from './checked-tensors';
import type { GivenSettings } from './given-settings';

type PlainValue = GivenSettings[string];

/** The settings of a loss that are not its defaults. */
export interface HandedSettings {
  /** α, γ and the number of classes as the report has them. */
  readonly ofReport: ProbeSettings;
  /** Those that the user gives. */
  readonly given: GivenSettings;
}

/** The α and γ that a loss is run with: those of the report, or its own defaults. */
export type HandedParameters = 'ofReport' | 'ofCode';

/**
 * The report's α and γ in the form in which the loss takes them, and the user's settings in their place.
 *
 * @throws ProblemError for a name that the loss has no parameter of
 */
export function handedSettings(
  plan: SettingsPlan,
  reading: AlphaReading,
  given: GivenSettings,
  parameters: Parameters,
  tensors: CheckedTensors,
  handed: HandedParameters = 'ofReport',
): HandedSettings {
  const names = plan.parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) {
      throw new ProblemError({ id: 'no-parameter-of-loss', facts: { name, parameters: names } });
    }
  }
  const isFree = (parameter: Parameter | undefined): boolean =>
    parameter !== undefined &&
    !Object.hasOwn(given, parameter.name) &&
    (handed === 'ofReport' || !parameter.default);
  const alpha = isFree(plan.alpha) ? alphaFor(plan, reading, parameters, tensors) : undefined;
  return {
    given,
    ofReport: {
      classes: Math.max(2, tensors.layout.channels),
      ...(alpha === undefined ? {} : { alpha }),
      ...(isFree(plan.gamma) ? { gamma: parameters.gamma } : {}),
    },
  };
}

/** α in the form that the loss takes; undefined where it takes none that says the same, so that its default stays. */
function alphaFor(
  { hasAlphaByDefault }: SettingsPlan,
  { form }: AlphaReading,
  { alpha }: Parameters,
  { interpretation, layout }: CheckedTensors,
): AlphaValue | null | undefined {
  if (alpha === null) {
    return hasAlphaByDefault ? null : undefined;
  }
  if (form === 'classes') {
    const { positive, negative } = classWeights(alpha, interpretation.link, layout);
    return layout.channels === 1 ? [negative[0] ?? 1, positive[0] ?? 1] : [...positive];
  }
  if (typeof alpha === 'number') {
    return alpha;
  }
  const [negatives, positives] = alpha;
  const areSides = layout.channels === 1 && alpha.length === 2 && negatives !== undefined;
  // One α for both sides is that of the positives, if that of the negatives is the rest.
  return areSides && positives !== undefined && Math.abs(negatives + positives - 1) < 1e-9
    ? positives
    : undefined;
}

/** The arguments of the loss. @param isPython where whole numbers are integers */
export function argumentsOf(
  plan: SettingsPlan,
  { ofReport, given }: HandedSettings,
  isPython: boolean,
): Settings {
  const settings = new Map(plan.with(ofReport));
  for (const [name, value] of Object.entries(given)) {
    settings.set(name, codeValue(value, isPython));
  }
  return settings;
}

function codeValue(value: PlainValue, isPython: boolean): Value {
  if (Array.isArray(value)) {
    return new ListValue(value.map((item) => codeValue(item, isPython)));
  }
  return typeof value === 'number' && Number.isInteger(value) && isPython ? BigInt(value) : value;
}

/** The settings as text, in the order of the parameters. */
export function settingsInWords(
  plan: SettingsPlan,
  { ofReport, given }: HandedSettings,
): { name: string; value: string }[] {
  const { alpha, gamma } = ofReport;
  const values = new Map<string, PlainValue>([
    ...(plan.alpha && alpha !== undefined ? [[plan.alpha.name, plainAlpha(alpha)] as const] : []),
    ...(plan.gamma && gamma !== undefined ? [[plan.gamma.name, gamma] as const] : []),
    ...Object.entries(given),
  ]);
  return plan.parameters.flatMap(({ name }) =>
    values.has(name) ? [{ name, value: JSON.stringify(values.get(name)) }] : [],
  );
}

function plainAlpha(alpha: AlphaValue | null): PlainValue {
  return alpha === null || typeof alpha === 'number' ? alpha : [...alpha];
}
