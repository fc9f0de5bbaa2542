import type { CheckProgress } from '../check/check';
import { PROGRESS_INTERVAL, progressAtIntervals, progressText } from '../check/progress';
import { clippedText } from '../format/text-width';
import type { Messages } from '../messages/messages';

/** The used part of a terminal. */
export interface TerminalLine {
  write(text: string): unknown;
  readonly columns: number;
}

/** Carriage return, then "erase in line" (ECMA-48, EL 2). */
const ERASE = '\r\u001b[2K';

/** Cuts text to less than a line: a full line would wrap, and only its last row would be erased. */
function lineOf(text: string, { columns }: TerminalLine): string {
  return `${ERASE}${clippedText(text, columns - 1)}`;
}

/** Shows the progress of a check, of opening its files or of looking into many in one line of a terminal. Erase it before other output. */
export class ProgressLine {
  private isShown = false;
  private opening = { file: '', percent: 0 };
  private fileShown: number;

  /** @param now milliseconds since any fixed moment */
  constructor(
    private readonly terminal: TerminalLine,
    private readonly messages: Messages,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.fileShown = now();
    this.show = progressAtIntervals((...progress) => this.write(progressText(...progress, messages)), now);
  }

  readonly show: (progress: CheckProgress) => void;

  /** Shows the progress of opening, once for each per cent. */
  readonly showOpening = (file: string, bytes: number, totalBytes: number): void => {
    const percent = Math.floor((100 * bytes) / totalBytes);
    const before = this.opening.file === file ? this.opening.percent : 0;
    if (percent > before) {
      this.write(this.messages.progress.opening({ percent, file }));
    }
    this.opening = { file, percent };
  };

  /** Shows which of some files is looked into, now and then. */
  readonly showFile = (file: string, place: number, files: number): void => {
    if (this.now() - this.fileShown >= PROGRESS_INTERVAL) {
      this.fileShown = this.now();
      this.write(this.messages.progress.ofFiles({ place, files, file }));
    }
  };

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
