import { bytesText, compactText } from '../format/thousands-text';
import { durationText } from '../format/time-text';
import type { CheckProgress } from './check';

/** Progress is told this often at most, in milliseconds: more cannot be read, and each telling costs time. */
const PROGRESS_INTERVAL = 100;

/**
 * Passes on progress now and then, with the milliseconds since the pass began: when a second one starts, its time does.
 * Nothing is told of a check that is over before the first interval is.
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
 * Share of the bytes, speed, and the time that is left at that speed.
 * @param milliseconds since the pass began
 */
export function progressText({ bytes, totalBytes, elements }: CheckProgress, milliseconds: number): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes;
  const parts = [`${Math.floor(100 * share)} % of ${bytesText(totalBytes)}`];
  if (milliseconds > 0) {
    parts.push(`${compactText((1000 * elements) / milliseconds)} elements/s`);
  }
  if (bytes > 0 && milliseconds > 0) {
    parts.push(`${durationText((milliseconds / 1000) * (1 / share - 1))} left`);
  }
  return parts.join(', ');
}
