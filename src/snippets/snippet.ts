import type { FocalParameterName } from '../code/losses/names';

/** The languages that snippets are written in; TypeScript's serve JavaScript too, without their types. */
export type SnippetLanguage = 'python' | 'typescript';

/** Where a value can be typed over after insertion. */
export interface Placeholder {
  readonly parameter: FocalParameterName;
  /** The source's text before the value, which occurs once. */
  readonly before: string;
  /** The value as the source has it. */
  readonly value: string;
}

/** A loss that can be inserted. Its source is a file of its own, which tests run. */
export interface Snippet {
  /** Stable: it is remembered, and other features ask for it. */
  readonly id: string;
  readonly framework: string;
  readonly language: SnippetLanguage;
  /** What a list shows, such as `Focal loss (sigmoid)`. */
  readonly title: string;
  /** One line: what it is for. */
  readonly description: string;
  /** The name that it defines. */
  readonly name: string;
  /** The whole file, imports included. */
  readonly source: string;
  /** In tab order. */
  readonly placeholders: readonly Placeholder[];
}
