/** Bytes in three significant digits: 512 B, 1.5 kB, 10 GB. A kilobyte has 1000 bytes. */
export function bytesText(bytes: number): string {
  return inThousands(bytes, [' B', ' kB', ' MB', ' GB', ' TB', ' PB']);
}

/** A large number in three significant digits: 999, 1.23K, 50M, 1.2B. */
export function compactText(value: number): string {
  return inThousands(value, ['', 'K', 'M', 'B', 'T']);
}

/** A value in the largest fitting unit. A value that would be rounded up to 1000 takes the next unit. */
function inThousands(value: number, units: readonly string[]): string {
  let step = 0;
  let mantissa = Number(value.toPrecision(3));
  while (mantissa >= 1000 && step < units.length - 1) {
    step += 1;
    mantissa = Number((value / 1000 ** step).toPrecision(3));
  }
  return `${mantissa}${units[step] ?? ''}`;
}
