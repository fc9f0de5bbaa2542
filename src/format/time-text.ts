/** A duration in whole seconds, rounded up: 6 s, 1 min 39 s, 1 h 6 min. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The time of day of a moment in ISO 8601, in the time zone of the reader: 02:14:05. */
export function clockText(iso: string): string {
  const moment = new Date(iso);
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** A moment in ISO 8601, readable in any language: 2026-11-26T11:40:56.123Z → 2026-11-26 11:40 UTC. */
export function momentText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
