import type { CheckProgress } from '../check/check';
import { progressAtIntervals, progressText } from '../check/progress';

/** A terminal, as far as one line of it is concerned. */
export interface TerminalLine {
  write(text: string): unknown;
  readonly columns: number;
}

/** Carriage return, then "erase in line" (ECMA-48, EL 2). */
const ERASE = '\r\u001b[2K';

/**
 * Shows in one line of a terminal how far a file is that must be looked through before it is open, as JSON must, while
 * `open` runs.
 * @param terminal undefined where there is none
 */
export async function withOpeningLine<Opened>(
  terminal: TerminalLine | undefined,
  path: string,
  open: (progress: (bytes: number, totalBytes: number) => void) => Promise<Opened>,
): Promise<Opened> {
  let percent = 0;
  const progress = (bytes: number, totalBytes: number) => {
    const now = Math.floor((100 * bytes) / totalBytes);
    if (now > percent) {
      terminal?.write(lineOf(`${now} % of ${path}`, terminal));
    }
    percent = now;
  };
  try {
    return await open(progress);
  } finally {
    if (percent > 0) {
      terminal?.write(ERASE);
    }
  }
}

/** A full line would wrap, and only its last row would be erased. */
function lineOf(text: string, { columns }: TerminalLine): string {
  return `${ERASE}${text.slice(0, columns - 1)}`;
}

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
    if (this.isShown) {
      this.terminal.write(ERASE);
    }
    this.isShown = false;
  }

  private write(text: string): void {
    this.isShown = true;
    this.terminal.write(lineOf(text, this.terminal));
  }
}
