import type { CheckProgress } from './check';

/** Progress is told this often at most, in milliseconds: more cannot be read, and each telling costs time. */
const PROGRESS_INTERVAL = 100;

/**
 * Passes on progress now and then. Nothing is told of a check that is over before the first interval is.
 * @param now milliseconds since any fixed moment
 */
export function progressAtIntervals(
  tell: (progress: CheckProgress) => void,
  now: () => number = () => performance.now(),
): (progress: CheckProgress) => void {
  let last = now();
  return (progress) => {
    if (now() - last < PROGRESS_INTERVAL) return;
    last = now();
    tell(progress);
  };
}
