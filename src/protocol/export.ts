import * as v from 'valibot';

/** File formats for a figure, a table or a document of a page. */
const exportFormatSchema = v.picklist(['png', 'svg', 'csv', 'html', 'md', 'json', 'txt']);

/** Webview → extension: copies text to the clipboard. */
export const copyTextSchema = v.object({
  type: v.literal('copyText'),
  format: exportFormatSchema,
  text: v.string(),
});

/** Webview → extension: asks the user for a place and writes the file. Text is written as UTF-8. */
export const saveFileSchema = v.object({
  type: v.literal('saveFile'),
  format: exportFormatSchema,
  /** File name without folder, as the dialog suggests it. */
  suggestedName: v.pipe(v.string(), v.regex(/^[^\\/:*?"<>|]+$/, 'A file name without folders.')),
  content: v.union([v.string(), v.instance(Uint8Array)]),
});

/** Extension → webview: outcome of a copy or a save, as a sentence for the page's status line. */
export const exportOutcomeSchema = v.object({
  type: v.literal('exportOutcome'),
  outcome: v.picklist(['copied', 'saved', 'cancelled', 'failed']),
  message: v.string(),
});

export type CopyText = v.InferOutput<typeof copyTextSchema>;
export type SaveFile = v.InferOutput<typeof saveFileSchema>;
export type ExportRequest = CopyText | SaveFile;
export type ExportOutcome = v.InferOutput<typeof exportOutcomeSchema>;
