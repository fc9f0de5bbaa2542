/** The values in the text of a notebook: where the source of each cell stands. */
interface JsonPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Puts other code into cells of a notebook, and leaves every other character as it is.
 *
 * @param sources the new source of a cell by its index; cells without one stay
 */
export function withSources(notebook: string, sources: ReadonlyMap<number, string>): string {
  const places = sourcePlaces(notebook);
  const changed = [...sources].flatMap(([index, source]) => {
    const place = places[index];
    return place ? [{ ...place, source }] : [];
  });
  return changed
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end, source }) => {
      const written = sourceLike(text.slice(start, end), source);
      return text.slice(0, start) + written + text.slice(end);
    }, notebook);
}

/** The lines of the text of a notebook, from 1, in which the lines of the source of each cell stand. */
export function sourceLines(notebook: string): number[][] {
  let [line, counted] = [1, 0];
  return sourcePlaces(notebook).map((place) =>
    (place ? lineStarts(notebook, place) : []).map((start) => {
      line += notebook.slice(counted, start).split('\n').length - 1;
      counted = start;
      return line;
    }),
  );
}

/** Where the strings stand in which the lines of a source begin. */
function lineStarts(notebook: string, source: JsonPlace): number[] {
  const strings = notebook[source.start] === '[' ? elementsOf(notebook, source.start) : [source];
  const starts: number[] = [];
  let isAtStart = true;
  for (const { start, end } of strings) {
    const text = String(JSON.parse(notebook.slice(start, end)));
    for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      if (isAtStart) {
        starts.push(start);
      }
      isAtStart = line.endsWith('\n');
    }
  }
  return starts;
}

/** Writes a source in the form of the old one: a string, or a list of lines with the same indentation. */
function sourceLike(old: string, source: string): string {
  if (!old.startsWith('[')) {
    return JSON.stringify(source);
  }
  const [, indent = ''] = /^\[(\s*)/.exec(old) ?? [];
  const [, close = ''] = /(\s*)\]$/.exec(old) ?? [];
  const lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.length === 0
    ? '[]'
    : `[${indent}${lines.map((line) => JSON.stringify(line)).join(`,${indent || ' '}`)}${close}]`;
}

/** The place of the value `source` of each cell. The text is JSON, and a notebook. */
function sourcePlaces(text: string): (JsonPlace | undefined)[] {
  const cells = membersOf(text, 0).find(({ key }) => key === 'cells');
  return elementsOf(text, cells?.value.start ?? 0).map(
    ({ start }) => membersOf(text, start).find(({ key }) => key === 'source')?.value,
  );
}

const SPACE = /[\s,:]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const LITERAL = /[^\s,\]}]+/y;

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The offset of the next value, key or bracket. */
function next(text: string, at: number): number {
  return match(SPACE, text, at);
}

function endOfValue(text: string, at: number): number {
  switch (text[at]) {
    case '"':
      return match(STRING, text, at);
    case '[': {
      const last = elementsOf(text, at).at(-1);
      return next(text, last?.end ?? at + 1) + 1;
    }
    case '{': {
      const last = membersOf(text, at).at(-1);
      return next(text, last?.value.end ?? at + 1) + 1;
    }
    default:
      return match(LITERAL, text, at);
  }
}

function elementsOf(text: string, list: number): JsonPlace[] {
  const found: JsonPlace[] = [];
  for (let at = next(text, list + 1); at < text.length && text[at] !== ']'; ) {
    const end = endOfValue(text, at);
    found.push({ start: at, end });
    at = next(text, end);
  }
  return found;
}

function membersOf(text: string, object: number): { readonly key: unknown; readonly value: JsonPlace }[] {
  const start = next(text, object);
  const found: { readonly key: unknown; readonly value: JsonPlace }[] = [];
  for (let at = next(text, start + 1); at < text.length && text[at] !== '}'; ) {
    const keyEnd = endOfValue(text, at);
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    const value = next(text, keyEnd);
    const end = endOfValue(text, value);
    found.push({ key, value: { start: value, end } });
    at = next(text, end);
  }
  return found;
}
