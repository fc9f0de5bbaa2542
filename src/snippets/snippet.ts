import type { FocalParameterName } from '../code/losses/names';
import type { Messages } from '../messages/messages';

/** The languages of snippets. TypeScript's snippets, without their types, serve JavaScript too. */
export type SnippetLanguage = 'python' | 'typescript';

/** The snippets that there are; their purpose in one line is in the messages. */
export type SnippetId = keyof Messages['features']['snippetDescriptions'];

/** A value that the user can overwrite after insertion. */
export interface Placeholder {
  readonly parameter: FocalParameterName;
  /** The source's text before the value; it must occur once. */
  readonly before: string;
  /** The value in the source. */
  readonly value: string;
}

/** What a snippet is for: to compute a loss, or to save the tensors that a check reads. */
type Intention = 'loss' | 'save-outputs';

/** Code that can be inserted. Its source is a separate file, which tests run. */
export interface Snippet {
  /** Stable id: it is saved, and other features refer to it. */
  readonly id: SnippetId;
  readonly intention: Intention;
  readonly framework: string;
  readonly language: SnippetLanguage;
  /** Title in a list, such as `Focal loss (sigmoid)`. */
  readonly title: string;
  /** The name that the source defines. */
  readonly name: string;
  /** The whole file, imports included. */
  readonly source: string;
  /** In tab order. */
  readonly placeholders: readonly Placeholder[];
  /** A statement that uses what the source defines, with a tab stop for each name or value in braces. */
  readonly call: string;
}
