import type { Grammar } from '../syntax/languages';

/** Endings of the files that an import of TypeScript or JavaScript may mean, the likeliest first. */
const SCRIPT_ENDINGS = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '/index.ts', '/index.js'];

/**
 * The paths of the files that an import may mean, the likeliest first.
 *
 * @param module as the code names it
 * @param from the path of the file in which the import stands, with `/`
 * @param root the path of the workspace's folder, which no candidate leaves
 */
export function candidatesOf(module: string, from: string, root: string, grammar: Grammar): string[] {
  const folder = parentOf(from);
  const paths = grammar === 'python' ? ofPython(module, folder, root) : ofScript(module, folder);
  return [...new Set(paths)].filter((path) => path.startsWith(`${root}/`));
}

/** The grammar of a file by its path; undefined for one that is no code. */
export function grammarOfPath(path: string): Grammar | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return ending === 'py'
    ? 'python'
    : ending === 'ts'
      ? 'typescript'
      : /^([jt]sx|m?js)$/.test(ending)
        ? 'tsx'
        : undefined;
}

/** A relative import starts at its folder; another one at any folder around the file, the nearest first, as scripts are started. */
function ofPython(module: string, folder: string, root: string): string[] {
  const [, dots = '', name = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const inner = name === '' ? '' : `/${name.replaceAll('.', '/')}`;
  const starts =
    dots === '' ? [...foldersUpTo(folder, root), `${root}/src`] : [upwards(folder, dots.length - 1)];
  return starts.flatMap((start) => [
    ...(inner === '' ? [] : [`${start}${inner}.py`]),
    `${start}${inner}/__init__.py`,
  ]);
}

function ofScript(module: string, folder: string): string[] {
  if (!/^\.\.?(\/|$)/.test(module)) {
    return [];
  }
  const path = joined(folder, module);
  return [
    path,
    ...SCRIPT_ENDINGS.flatMap((ending) => [`${path}${ending}`, `${path.replace(/\.m?js$/, '')}${ending}`]),
  ].filter((candidate) => grammarOfPath(candidate) !== undefined);
}

function joined(folder: string, relative: string): string {
  const parts = folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

function foldersUpTo(folder: string, root: string): string[] {
  const folders: string[] = [];
  for (let current = folder; current.startsWith(root) && current !== ''; current = parentOf(current)) {
    folders.push(current);
  }
  return folders;
}

function upwards(folder: string, levels: number): string {
  return levels <= 0 ? folder : upwards(parentOf(folder), levels - 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
