import { bytesText, compactText } from '../format/thousands-text';
import { durationText } from '../format/time-text';
import type { Messages } from '../messages/messages';
import type { CheckProgress } from './check';

/** Least milliseconds between two reports of progress: nobody reads faster, and each report takes time. */
export const PROGRESS_INTERVAL = 100;

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
export function progressText(
  { bytes, totalBytes, elements }: CheckProgress,
  milliseconds: number,
  { progress }: Messages,
): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes;
  const parts = [progress.share({ percent: Math.floor(100 * share), bytes: bytesText(totalBytes) })];
  if (milliseconds > 0) {
    parts.push(progress.speed({ elements: compactText((1000 * elements) / milliseconds) }));
  }
  if (bytes > 0 && milliseconds > 0) {
    parts.push(progress.left({ time: durationText((milliseconds / 1000) * (1 / share - 1)) }));
  }
  return parts.join(', ');
}
