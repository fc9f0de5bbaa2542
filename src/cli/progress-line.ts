import type { CheckProgress } from '../check/check';
import { progressAtIntervals, progressText } from '../check/progress';

/** A terminal, as far as one line of it is concerned. */
export interface TerminalLine {
  write(text: string): unknown;
  readonly columns: number;
}

/** Carriage return, then "erase in line" (ECMA-48, EL 2). */
export const ERASE = '\r\u001b[2K';

/** Shows in one line of a terminal how far a check is. Erase it before anything else is printed. */
export class ProgressLine {
  private isShown = false;

  /** @param now milliseconds since any fixed moment */
  constructor(
    private readonly terminal: TerminalLine,
    now: () => number = () => performance.now(),
  ) {
    this.show = progressAtIntervals((...progress) => this.write(progressText(...progress)), now);
  }

  readonly show: (progress: CheckProgress) => void;

  erase(): void {
    if (this.isShown) this.terminal.write(ERASE);
    this.isShown = false;
  }

  private write(text: string): void {
    this.isShown = true;
    // A full line would wrap, and only its last row would be erased.
    this.terminal.write(`${ERASE}${text.slice(0, this.terminal.columns - 1)}`);
  }
}
