import type { Measured } from './measure';

/** A table in Markdown with padded columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A table of the processes' times and memory, with each time as a multiple of that of `unit`. */
export function comparison(results: Readonly<Record<string, Measured>>, unit: string): string {
  const one = results[unit]?.seconds ?? Number.NaN;
  const rows = Object.entries(results).map(([name, { seconds, peakBytes }]) => [
    name,
    inSeconds(seconds),
    `${(seconds / one).toFixed(1)} ×`,
    inMegabytes(peakBytes),
  ]);
  return table(['', 'wall time', `of ${unit}`, 'peak memory'], rows);
}

export function inSeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;
}

export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
