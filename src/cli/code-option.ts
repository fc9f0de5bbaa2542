import type { GivenSettings } from '../evaluation/given-settings';
import { UsageError } from './usage-error';

/** The loss that `--code PATH::NAME(alpha=0.5)` names. */
export interface CodeOption {
  readonly path: string;
  /** Null for the only loss of the file. */
  readonly name: string | null;
  readonly settings: GivenSettings;
}

const OPTION = /^(?<path>.+?)(?:::(?<name>[\p{L}_$][\p{L}\p{N}_$.]*))?(?:\((?<settings>.*)\))?$/su;

/** @throws UsageError on settings that are no names with values */
export function parseCodeOption(text: string): CodeOption {
  const { path, name, settings } = OPTION.exec(text)?.groups ?? {};
  if (path === undefined || (settings !== undefined && name === undefined && path.endsWith('::'))) {
    throw malformed(text);
  }
  return { path, name: name ?? null, settings: settings === undefined ? {} : settingsOf(settings, text) };
}

/** Commas outside of brackets and quotes. */
const PARTS = /(?:\[[^\]]*\]|"[^"]*"|'[^']*'|[^,[\]"'])+/g;
const SETTING = /^\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*(.+?)\s*$/su;

function settingsOf(list: string, option: string): GivenSettings {
  const parts = list.trim() === '' ? [] : (list.match(PARTS) ?? []);
  return Object.fromEntries(
    parts.map((part) => {
      const [, name, value] = SETTING.exec(part) ?? [];
      const given = value === undefined ? undefined : valueIn(value);
      if (name === undefined || given === undefined) {
        throw malformed(option);
      }
      return [name, given];
    }),
  );
}

const NAMED: Readonly<Record<string, boolean | null>> = {
  None: null,
  null: null,
  True: true,
  true: true,
  False: false,
  false: false,
};

/** A value as Python or JavaScript writes it; undefined for anything else. */
function valueIn(text: string): GivenSettings[string] | undefined {
  if (Object.hasOwn(NAMED, text)) {
    return NAMED[text];
  }
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(text);
  if (quoted) {
    return quoted[1] ?? quoted[2];
  }
  const list = /^\[(.*)\]$/s.exec(text)?.[1];
  if (list === undefined) {
    return numberIn(text);
  }
  const numbers = list.trim() === '' ? [] : list.split(',').map(numberIn);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

function numberIn(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function malformed(text: string): UsageError {
  return new UsageError((says) => says.expectedCode({ text }));
}
