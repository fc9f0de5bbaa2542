import { textWidth } from '../format/text-width';
import { wrappedText } from '../format/wrapped-text';

/** Fewest columns for a description beside its option; with less room, it stands below. */
const LEAST_BESIDE = 24;
const INDENTATION_BELOW = 6;

/** Breaks the lines of the usage text so that they fit into a terminal. */
export function fittedUsage(usage: string, columns: number): string {
  return usage
    .split('\n')
    .flatMap((line) => fittedLine(line, columns))
    .join('\n');
}

function fittedLine(line: string, columns: number): string[] {
  const [option = ''] = /^ +(?:\S+ )*\S* {2,}|^ */.exec(line) ?? [];
  const hanging = textWidth(option);
  if (textWidth(line) <= columns || columns - hanging >= LEAST_BESIDE) {
    return wrappedText(line, columns, hanging);
  }
  const below = wrappedText(`${' '.repeat(INDENTATION_BELOW)}${line.slice(option.length)}`, columns);
  return option.trim() === '' ? below : [option.trimEnd(), ...below];
}
