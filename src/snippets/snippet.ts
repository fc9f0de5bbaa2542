import type { FocalParameterName } from '../code/losses/names';
import type { Reduction } from '../loss/reduction';
import type { Messages } from '../messages/messages';

/** The languages of snippets. TypeScript's snippets, without their types, serve JavaScript too. */
export type SnippetLanguage = 'python' | 'typescript';

/** The purpose of a snippet, which the messages describe in one line. */
type SnippetPurpose = keyof Messages['features']['snippetPurposes'];

/** A value that the user can overwrite after insertion. */
export interface Placeholder {
  readonly parameter: FocalParameterName;
  /** The source's text before the value; it must occur once. */
  readonly before: string;
  /** The value in the source. */
  readonly value: string;
}

/** The argument of a snippet that says how the losses are reduced. */
export interface ReductionArgument {
  /** The source's text before the default; it must occur once. */
  readonly before: string;
  /** The default in the source. */
  readonly value: string;
  /** The reductions that it takes, as the language writes them. */
  readonly names: Readonly<Partial<Record<Reduction, string>>>;
}

/** The purpose of a snippet: to compute a loss, to save the tensors that a check reads, or to start a model's last layer. */
type Intention = 'loss' | 'save-outputs' | 'start';

/** The properties of a loss with the defaults of its arguments. */
export interface SnippetVariant {
  readonly loss: 'focal' | 'asymmetric';
  readonly link: 'sigmoid' | 'softmax';
  /** α as one weight for the positives, as one weight a class, or none. */
  readonly alpha: 'positives' | 'perClass' | 'off';
  readonly reduction: Reduction;
}

/** Code that can be inserted. Its source is a separate file, which tests run. */
export interface Snippet {
  /** Stable id: it is saved, and other features refer to it. */
  readonly id: string;
  readonly intention: Intention;
  readonly purpose: SnippetPurpose;
  readonly framework: string;
  readonly language: SnippetLanguage;
  /** Title in a list, such as `Focal loss (sigmoid)`. */
  readonly title: string;
  /** The name that the source defines. */
  readonly name: string;
  /** The whole file, imports included. */
  readonly source: string;
  /** Null where the snippet is no loss. */
  readonly variant: SnippetVariant | null;
  /** The placeholders in tab order. */
  readonly placeholders: readonly Placeholder[];
  /** Absent where the snippet has no such argument. */
  readonly reduction?: ReductionArgument;
  /** A statement that uses what the source defines, with a tab stop for each name or value in braces. */
  readonly call: string;
}
