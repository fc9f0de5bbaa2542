import type { SourceFile } from '../../syntax/source-file';
import { selfAndAncestors } from '../../syntax/tree';
import type { SiteText } from '../site-text';
import { callOf, withArgument } from './calls';

/** The text of code, in which an option is an argument. */
export function textOfCode({ text, root }: SourceFile): SiteText {
  return {
    text,
    withOption: ({ start, end }, name) => {
      const inner = root.descendantForIndex(start, end);
      const [call] = inner ? [...selfAndAncestors(inner)].flatMap((node) => callOf(node) ?? []) : [];
      return call ? withArgument(call, name, 'True') : null;
    },
  };
}

/** The text of a configuration of YAML or JSON, in which an option is an entry; a new one stands before the place. */
export function textOfConfiguration(text: string): SiteText {
  return {
    text,
    withOption: ({ start }, name) => {
      const [quote = ''] = /^["']/.exec(text.slice(start)) ?? [];
      const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      const isFirst = /^[\s-]*$/.test(before);
      const isFlow = /[{,]\s*$/.test(text.slice(0, start));
      const separator = isFirst ? `\n${before.replaceAll('-', ' ')}` : ' ';
      const entry = `${quote}${name}${quote}: true${isFlow ? ',' : ''}`;
      return { start, end: start, text: `${entry}${separator}` };
    },
  };
}
