import type { CheckProgress } from '../check/check';
import { progressAtIntervals } from '../check/progress';

/** A terminal, as far as one line of it is concerned. */
export interface TerminalLine {
  write(text: string): unknown;
  readonly columns: number;
}

/** Carriage return, then "erase in line" (ECMA-48, EL 2). */
const ERASE = '\r\u001b[2K';

/** Shows in one line of a terminal how far a check is. Erase it before anything else is printed. */
export class ProgressLine {
  private readonly started: number;
  private isShown = false;

  /** @param now milliseconds since any fixed moment */
  constructor(
    private readonly terminal: TerminalLine,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.started = now();
    this.show = progressAtIntervals((progress) => this.write(progress), now);
  }

  readonly show: (progress: CheckProgress) => void;

  erase(): void {
    if (this.isShown) this.terminal.write(ERASE);
    this.isShown = false;
  }

  private write(progress: CheckProgress): void {
    this.isShown = true;
    // A full line would wrap, and only its last row would be erased.
    const text = progressText(progress, this.now() - this.started).slice(0, this.terminal.columns - 1);
    this.terminal.write(`${ERASE}${text}`);
  }
}

/**
 * Share of the bytes, speed, and the time that is left at that speed.
 * @param milliseconds since the check began
 */
export function progressText({ bytes, totalBytes, elements }: CheckProgress, milliseconds: number): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes;
  const perSecond = (1000 * elements) / milliseconds;
  const speed = perSecond.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 3 });
  const parts = [`${Math.floor(100 * share)} % of ${bytesText(totalBytes)}`, `${speed} elements/s`];
  if (bytes > 0) parts.push(`${durationText((milliseconds / 1000) * (1 / share - 1))} left`);
  return parts.join(', ');
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

function bytesText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`;
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
