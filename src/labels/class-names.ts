import { jsonIn } from './json-in';

/** The name of each class by its index; null where a file does not name it. */
type ClassNames = (string | null)[];

/** Names of files with class names, the likeliest first, without their extensions. */
const FILE_NAMES = [
  'classes',
  'class_names',
  'class-names',
  'classnames',
  'labels',
  'names',
  'categories',
  'id2label',
  'class_indices',
  'class_to_idx',
  'imagenet_class_index',
  'data',
  'dataset',
  'coco',
  'config',
];
const EXTENSIONS = ['json', 'yaml', 'yml', 'csv', 'tsv', 'txt', 'names'];

/** Files of a folder that may name classes, the likeliest first. */
export function likelyNameFiles(names: readonly string[]): string[] {
  const rankOf = (name: string) => {
    const dot = name.lastIndexOf('.');
    const [base, extension] = [name.slice(0, dot).toLowerCase(), name.slice(dot + 1).toLowerCase()];
    const rank = FILE_NAMES.indexOf(base);
    return rank < 0 || !EXTENSIONS.includes(extension) ? null : rank;
  };
  return names
    .map((name) => ({ name, rank: rankOf(name) }))
    .flatMap(({ name, rank }) => (rank === null ? [] : [{ name, rank }]))
    .sort((one, other) => one.rank - other.rank)
    .map(({ name }) => name);
}

/**
 * The names of classes in a text: JSON (a list, a map by index or by name, COCO categories, `id2label` of a configuration), YAML
 * (`names` of a data set, as a list or a map), CSV (a column of names, perhaps one of indices), or one name a line.
 * @param file its extension decides the format
 * @returns null where the text names no classes
 */
export async function classNamesIn(file: string, text: string): Promise<ClassNames | null> {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  switch (extension) {
    case 'json':
      return namesOfDocument(jsonIn(text));
    case 'yaml':
    case 'yml':
      return namesOfDocument(namesOfYaml(text));
    case 'csv':
    case 'tsv':
      return namesOfTable(text, extension === 'tsv' ? '\t' : ',');
    default:
      return namesOfLines(text);
  }
}

/** Properties that hold the names, one within the other. */
const HOLDERS = ['names', 'classes', 'class_names', 'categories', 'labels', 'id2label', 'idx_to_class'];

function namesOfDocument(document: unknown): ClassNames | null {
  if (Array.isArray(document)) {
    return namesOfList(document);
  }
  if (typeof document !== 'object' || document === null) {
    return null;
  }
  const entries = Object.entries(document);
  const held = HOLDERS.flatMap((holder) => entries.filter(([key]) => key === holder));
  for (const [, value] of held) {
    const names = typeof value === 'object' ? namesOfDocument(value) : null;
    if (names !== null) {
      return names;
    }
  }
  return namesOfMap(entries);
}

/** Names, or categories in the order of their classes, as COCO has them. */
function namesOfList(list: readonly unknown[]): ClassNames | null {
  const names = list.map((one) =>
    typeof one === 'object' && one !== null && 'name' in one ? one.name : one,
  );
  return names.length > 0 && names.every((name) => typeof name === 'string') ? names : null;
}

/** A map from indices to names (ImageNet's has an identifier before the name), or from names to indices. */
function namesOfMap(entries: readonly (readonly [string, unknown])[]): ClassNames | null {
  const pairs = entries.map(([key, value]): readonly [unknown, unknown] => {
    const name: unknown = Array.isArray(value) ? value.findLast((one) => typeof one === 'string') : value;
    return typeof name === 'number' ? [name, key] : [Number(key), name];
  });
  const isMap = pairs.every(([index, name]) => isIndex(index) && typeof name === 'string');
  return isMap && pairs.length > 0 ? byIndex(pairs as [number, string][]) : null;
}

/** No data set has more classes; a larger number is no index. */
const MOST_NAMES = 1_000_000;

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < MOST_NAMES;
}

function byIndex(pairs: readonly (readonly [number, string])[]): ClassNames {
  const names: (string | null)[] = [];
  for (const [index, name] of pairs) {
    names[index] = name;
  }
  return Array.from(names, (name) => name ?? null);
}

const NAME_COLUMNS = ['name', 'class', 'class_name', 'label', 'category', 'display_name', 'names'];
const INDEX_COLUMNS = ['index', 'id', 'class_id', 'idx', 'class_index', 'label_id', 'category_id'];

async function namesOfTable(text: string, delimiter: string): Promise<ClassNames | null> {
  const { parse } = await import('csv-parse/sync');
  const rows = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as unknown as string[][];
  const header = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const columnIn = (names: readonly string[]) => header.findIndex((cell) => names.includes(cell));
  const nameColumn = columnIn(NAME_COLUMNS);
  if (nameColumn < 0) {
    // Without a heading, a table is a list of names, or of indices and names.
    const pairs = rows.map((cells, at) =>
      cells.length === 2 ? ([Number(cells[0]), cells[1]] as const) : ([at, cells[0]] as const),
    );
    const isList = rows.every(({ length }) => length === rows[0]?.length && length <= 2);
    return isList ? namesOfPairs(pairs) : null;
  }
  const indexColumn = columnIn(INDEX_COLUMNS.filter((name) => name !== header[nameColumn]));
  return namesOfPairs(
    rows
      .slice(1)
      .map((cells, at) => [indexColumn < 0 ? at : Number(cells[indexColumn]), cells[nameColumn]] as const),
  );
}

function namesOfPairs(pairs: readonly (readonly [number, string | undefined])[]): ClassNames | null {
  const named = pairs.map(([index, name]) => [index, name?.trim()] as const);
  const isComplete = named.every(([index, name]) => isIndex(index) && name !== undefined && name !== '');
  return isComplete && named.length > 0 ? byIndex(named as [number, string][]) : null;
}

function namesOfLines(text: string): ClassNames | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  while (lines.at(-1) === '') {
    lines.pop();
  }
  return lines.length > 0 && lines.every((line) => line !== '') ? lines : null;
}

/**
 * The `names` (or `classes`) of a YAML data set: a list in brackets or of dashes, or a map by index. Other YAML is not read.
 */
function namesOfYaml(text: string): { readonly names: unknown } | null {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd());
  const start = lines.findIndex((line) => /^(names|classes|class_names)\s*:/.test(line));
  if (start < 0) {
    return null;
  }
  const inline = (lines[start] ?? '').replace(/^[^:]*:\s*/, '');
  const end = lines.findIndex((line, at) => at > start && /^[^\s\-\]}]/.test(line));
  const block = lines.slice(start + 1, end < 0 ? undefined : end).filter((line) => line.trim() !== '');
  if (inline !== '') {
    const flow = [inline, ...block].join(' ').trim();
    const [, inner] = /^\[(.*)\]$/.exec(flow) ?? /^\{(.*)\}$/.exec(flow) ?? [];
    const parts = inner === undefined ? null : flowParts(inner);
    return parts === null ? null : { names: flow.startsWith('[') ? parts.map(scalar) : mapOf(parts) };
  }
  const isList = block.every((line) => /^\s*-\s/.test(line));
  return { names: isList ? block.map((line) => scalar(line.replace(/^\s*-\s+/, ''))) : mapOf(block) };
}

/** The entries of a flow collection, without nested ones; commas within quotes do not part them. */
function flowParts(inner: string): string[] {
  return (inner.match(/("(\\.|[^"])*"|'(''|[^'])*'|[^,"'])+/g) ?? [])
    .map((part) => part.trim())
    .filter(Boolean);
}

function mapOf(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, key = '', value = ''] = /^\s*["']?(\d+)["']?\s*:\s*(.*)$/.exec(entry) ?? [];
      return [key, scalar(value)];
    }),
  );
}

function scalar(text: string): string {
  const [, double, single] = /^(?:"(.*)"|'(.*)')$/.exec(text.trim()) ?? [];
  return double ?? single?.replaceAll("''", "'") ?? text.trim();
}
