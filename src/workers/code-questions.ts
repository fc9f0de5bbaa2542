import * as v from 'valibot';
import type { Fix } from '../code/fixes/find-fixes';
import type { MendedText } from '../code/fixes/fix-all';
import type { DiagnosedCode } from '../code/rules/diagnose';
import type { DiagnosedConfiguration } from '../code/rules/diagnose-configuration';
import type { LossCurves } from '../code/verdict/curve-document';
import { plotSettingsSchema } from '../protocol/loss-plot';
import { question } from '../protocol/requests';

/** The code that a loss stands in. */
const sourceSchema = v.object({
  text: v.string(),
  grammar: v.picklist(['python', 'typescript', 'tsx']),
  /** The files of the workspace that its imports lead to, as far as they have been read. */
  imports: v.array(
    v.object({
      module: v.string(),
      from: v.nullable(v.string()),
      file: v.nullable(v.object({ path: v.string(), text: v.string() })),
    }),
  ),
});
export type CodeSource = v.InferOutput<typeof sourceSchema>;

/** Hands a grammar over: the worker opens no files. */
export const LOAD_GRAMMAR = question(
  'loadGrammar',
  v.object({
    file: v.picklist([
      'tree-sitter.wasm',
      'tree-sitter-python.wasm',
      'tree-sitter-typescript.wasm',
      'tree-sitter-tsx.wasm',
    ]),
    bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes'),
  }),
  v.null(),
);

/** Both sides are of one build, so that the document needs no schema. */
const judgedSchema = v.custom<DiagnosedCode>(
  (value) => typeof value === 'object' && value !== null,
  'expected losses',
);

/** Asks for the verdicts on the focal losses of a file: on all, or on those that a place uses. */
export const JUDGE = question(
  'judge',
  v.object({
    source: sourceSchema,
    at: v.nullable(v.object({ offset: v.number(), names: v.array(v.string()) })),
  }),
  judgedSchema,
);

/** Asks for the focal losses of a configuration of YAML or JSON. */
export const READ_CONFIGURATION = question(
  'readConfiguration',
  v.object({ text: v.string() }),
  v.custom<DiagnosedConfiguration>(
    (value) => typeof value === 'object' && value !== null,
    'expected a configuration',
  ),
);

/** The faults that are to be mended: by rule and place, those of a rule, or all but those of rules. */
export const wantedSchema = v.variant('by', [
  v.object({
    by: v.literal('place'),
    places: v.array(v.object({ rule: v.string(), start: v.number(), end: v.number() })),
  }),
  v.object({ by: v.literal('rule'), rule: v.string() }),
  v.object({ by: v.literal('exception'), rules: v.array(v.string()) }),
]);
/** A configuration of YAML or JSON, which needs no grammar of code. */
const configurationSchema = v.object({
  text: v.string(),
  grammar: v.null(),
  imports: v.tuple([]),
});
const fixRequestSchema = v.object({
  source: v.union([sourceSchema, configurationSchema]),
  wanted: wantedSchema,
});
export type FixRequest = v.InferOutput<typeof fixRequestSchema>;

/** Asks for the fixes of faults, each of which was run, and then for right implementations of the losses that have them. */
export const FIND_FIXES = question(
  'findFixes',
  fixRequestSchema,
  v.custom<readonly Fix[]>((value) => Array.isArray(value), 'expected fixes'),
);

/** Asks for the text in which the faults are mended. */
export const FIX_ALL = question(
  'fixAll',
  fixRequestSchema,
  v.custom<MendedText>((value) => typeof value === 'object' && value !== null, 'expected a text'),
);

/** The loss to plot: the one of this name, and of several the one with this place among them. */
const plotRequestSchema = v.object({
  source: sourceSchema,
  name: v.string(),
  place: v.number(),
  settings: plotSettingsSchema,
});

/** The function that a loss computes; null if there is no such loss or none of its forms runs. */
export const PLOT_LOSS = question(
  'plotLoss',
  plotRequestSchema,
  v.nullable(v.custom<LossCurves>((value) => typeof value === 'object' && value !== null, 'expected curves')),
);
export type PlotRequest = v.InferOutput<typeof plotRequestSchema>;
