/** The text of a loss and of its file, which tell what it is meant for. */
export interface LossText {
  readonly definition: string;
  readonly file: string;
}
