import type { CodeWithImports } from '../imports/read-with-imports';

/** A configuration of YAML or JSON, which has no grammar of code and imports nothing. */
export interface ConfigurationText {
  readonly text: string;
  readonly grammar: null;
  readonly imports: readonly [];
}

/** A text whose faults are mended. */
export type TextToMend = CodeWithImports | ConfigurationText;

/** A configuration as a text to mend. */
export function configurationText(text: string): ConfigurationText {
  return { text, grammar: null, imports: [] };
}
