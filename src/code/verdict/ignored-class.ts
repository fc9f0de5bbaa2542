import type { Parameter } from '../run/language/program';
import { kindOfParameter } from './parameters';
import { CLASSES } from './probes';
import type { ProbeSettings, SettingsPlan } from './settings';

/** A target that no class has. */
const NO_CLASS = -100n;

/**
 * Plans before each of which comes one that ignores no target, where a loss of Python leaves out one of the classes of the probes by
 * default: what it computes shows on all of them.
 */
export function* ofAllClasses(plans: Iterable<SettingsPlan>): Generator<SettingsPlan> {
  for (const plan of plans) {
    const ignored = plan.parameters.find(ignoresClass);
    if (ignored) {
      yield plan.withFixed([ignored.name, NO_CLASS]);
    }
    yield plan;
  }
}

/** The settings that give a parameter its default, which the probes of a plan may not. */
export function settingsOfDefault(name: string, value: number, plan: SettingsPlan): ProbeSettings {
  return plan.with({}).get(name) === NO_CLASS ? { other: { name, value: BigInt(value) } } : {};
}

/** Integers are of Python: a number of JavaScript is none. */
function ignoresClass(parameter: Parameter): boolean {
  const value = parameter.default?.type === 'constant' ? parameter.default.value : null;
  const isClass = typeof value === 'bigint' && value >= 0n && value < BigInt(CLASSES);
  return isClass && kindOfParameter(parameter) === 'ignoredTarget';
}
