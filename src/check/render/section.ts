/** A part of the report in words and a table, the same for terminal, Markdown and HTML. */
export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table?: Table;
}

export interface Table {
  readonly header: readonly string[];
  /** The first column is text, the others are numbers. */
  readonly rows: readonly (readonly string[])[];
}
