/**
 * A sentence that stands beside the code it is about, in every language: for tables whose rows are to be one file. The
 * `conventions.note` of a language's messages picks its own.
 */
export interface Note {
  readonly en: string;
  readonly zhCn: string;
}
