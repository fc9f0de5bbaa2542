import type { CheckProgress } from './check';

/** Least milliseconds between two reports of progress: nobody reads faster, and each report takes time. */
const PROGRESS_INTERVAL = 100;

/**
 * Reports progress at intervals, with the milliseconds since the current pass began. A check that ends within the first
 * interval reports nothing.
 * @param now milliseconds since any fixed moment
 */
export function progressAtIntervals(
  tell: (progress: CheckProgress, milliseconds: number) => void,
  now: () => number = () => performance.now(),
): (progress: CheckProgress) => void {
  let started = now();
  let last = started;
  let bytes = 0;
  return (progress) => {
    const time = now();
    if (progress.bytes < bytes) {
      started = time;
    }
    bytes = progress.bytes;
    if (time - last < PROGRESS_INTERVAL) {
      return;
    }
    last = time;
    tell(progress, time - started);
  };
}

/**
 * Text of progress: share of the bytes, speed, and remaining time at that speed.
 * @param milliseconds since the pass began
 */
export function progressText({ bytes, totalBytes, elements }: CheckProgress, milliseconds: number): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes;
  const parts = [`${Math.floor(100 * share)} % of ${bytesText(totalBytes)}`];
  if (milliseconds > 0) {
    parts.push(`${speedText((1000 * elements) / milliseconds)} elements/s`);
  }
  if (bytes > 0 && milliseconds > 0) {
    parts.push(`${durationText((milliseconds / 1000) * (1 / share - 1))} left`);
  }
  return parts.join(', ');
}

/** Not `toLocaleString`, whose first call takes 20 ms to load its tables. */
function speedText(perSecond: number): string {
  const { mantissa, step } = inThousands(perSecond, 4);
  return `${mantissa}${['', 'K', 'M', 'B', 'T'][step]}`;
}

function bytesText(bytes: number): string {
  const { mantissa, step } = inThousands(bytes, 4);
  return `${mantissa} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
}

/** A value with three significant digits, and the number of divisions by a thousand. */
function inThousands(value: number, mostSteps: number): { mantissa: number; step: number } {
  let step = 0;
  let mantissa = Number(value.toPrecision(3));
  while (mantissa >= 1000 && step < mostSteps) {
    step++;
    mantissa = Number((value / 1000 ** step).toPrecision(3));
  }
  return { mantissa, step };
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
