import type { SourceFile } from '../../code/syntax/source-file';

/** A text to insert at an offset. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** Python's own modules that training code imports. */
const STANDARD_MODULES = new Set(
  (
    'abc argparse array ast asyncio base64 bisect builtins calendar cmath collections concurrent configparser contextlib copy ' +
    'csv ctypes dataclasses datetime decimal difflib enum fractions functools gc getpass glob gzip hashlib heapq importlib inspect io ' +
    'itertools json logging math multiprocessing numbers operator os pathlib pickle platform pprint queue random re secrets select ' +
    'shelve shlex shutil signal socket sqlite3 statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit ' +
    'traceback types typing unittest urllib uuid warnings weakref xml zipfile zlib'
  ).split(' '),
);

/** Python's own modules, those of others, and the file's own package: in this order (PEP 8). */
type Section = 0 | 1 | 2;

interface ImportLine {
  readonly section: Section;
  /** Orders the lines of a section as isort does: `import …` first, then `from … import`, each by its module. */
  readonly key: string;
}

interface PlacedLine extends ImportLine {
  /** The start of its first line, and the end of its last one before the line break. */
  readonly start: number;
  readonly end: number;
}

/**
 * Places new import statements of Python among those of the file as isort does: in their section, and in order where the section is
 * in order.
 * @param until the end of the last of the file's imports that count
 * @returns nothing if the file has no such imports
 */
export function sortedInsertions(
  statements: readonly string[],
  file: SourceFile,
  until: number,
): readonly Insertion[] {
  const present = importLines(file, until);
  const [first] = present;
  if (first === undefined) {
    return [];
  }
  const added = statements.map((text) => ({ text, ...lineOf(text) }));
  const texts = new Map<number, string>();
  /** The last section that was added at the start of a line. */
  const sectionsBelow = new Map<number, Section>();
  for (const { text, section, key } of added.toSorted(inOrder)) {
    const own = present.filter((line) => line.section === section);
    const earlier = present.filter((line) => line.section < section);
    const isSorted = own.every((line, at) => at === 0 || inOrder(own[at - 1] ?? line, line) <= 0);
    const above = isSorted ? own.filter((line) => inOrder(line, { section, key }) <= 0) : own;
    const isBegun = added.some((one) => one.section === section && one.text !== text && one.key < key);
    const [lineAbove, sectionAbove, lineBelow] = [above.at(-1), earlier.at(-1), own[0] ?? first];
    if (lineAbove !== undefined) {
      append(texts, lineAbove.end, `\n${text}`);
    } else if (own.length === 0 && sectionAbove !== undefined) {
      append(texts, sectionAbove.end, isBegun ? `\n${text}` : `\n\n${text}`);
    } else {
      const previous = sectionsBelow.get(lineBelow.start) ?? section;
      append(texts, lineBelow.start, `${previous === section ? '' : '\n'}${text}\n`);
      sectionsBelow.set(lineBelow.start, section);
    }
  }
  // A section that begins above all others ends with a blank line.
  if ((sectionsBelow.get(first.start) ?? first.section) < first.section) {
    append(texts, first.start, '\n');
  }
  return [...texts]
    .map(([offset, text]) => ({ offset, text }))
    .sort((one, other) => one.offset - other.offset);
}

function append(texts: Map<number, string>, offset: number, text: string): void {
  texts.set(offset, `${texts.get(offset) ?? ''}${text}`);
}

function inOrder(one: ImportLine, other: ImportLine): number {
  return one.section - other.section || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
}

function importLines(file: SourceFile, until: number): PlacedLine[] {
  return file.root.namedChildren.flatMap((node) => {
    if (node === null || node.endIndex > until || !/^import(_from)?_statement$/.test(node.type)) {
      return [];
    }
    const rest = file.text.slice(node.endIndex).search(/\r?\n|$/);
    return [{ ...lineOf(file.textOf(node)), start: node.startIndex, end: node.endIndex + rest }];
  });
}

function lineOf(statement: string): ImportLine {
  const [, word = '', module = ''] = /^(import|from)\s+([\w.]+)/.exec(statement) ?? [];
  const top = module.split('.')[0] ?? '';
  const section = module.startsWith('.') ? 2 : STANDARD_MODULES.has(top) ? 0 : 1;
  return { section, key: `${word === 'import' ? 0 : 1} ${module.toLowerCase()}` };
}
