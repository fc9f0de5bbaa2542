import { type Side, sideOf, versionRange } from './version-range';

/** The version of a package as a file of a project states it. */
export interface StatedVersion {
  /** On which side of the version in question it lies. */
  readonly side: Side;
  /** As the file has it: `0.21.0`, or `>=0.15,<0.22`. */
  readonly version: string;
}

interface Format {
  /** Matches the name of the file. */
  readonly files: RegExp;
  /** The requirements of a package in the text, each without the name; `name` matches the package. */
  readonly find: (text: string, name: string) => string[];
}

/** Matches a version and the operators of pip, Poetry and Conda before it, several of them after commas. */
const CONDITIONS = String.raw`(?:[<>=!~^]{0,3}\s*v?\d[\w.*+!]*(?:\s*,\s*[<>=!~^]{1,3}\s*\d[\w.*+!]*)*)?`;
const EXTRAS = String.raw`(?:\[[^\]]*\])?`;

/** Formats by the names of their files, those that state one version before those that state a range. */
const FORMATS: readonly Format[] = [
  {
    files: /^(?:poetry\.lock|uv\.lock|pdm\.lock|pylock(?:\.[\w-]+)?\.toml)$/,
    find: (text, name) => matches(text, String.raw`^name\s*=\s*"${name}"\s*\r?\nversion\s*=\s*"([^"]+)"`),
  },
  {
    files: /^Pipfile\.lock$/,
    find: (text, name) => matches(text, String.raw`"${name}"\s*:\s*\{[^{}]*"version"\s*:\s*"([^"]+)"`),
  },
  {
    files: /^conda-lock\.ya?ml$/,
    find: (text, name) =>
      matches(text, String.raw`^\s*-?\s*name:\s*${name}\s*\r?\n\s*version:\s*['"]?([\w.]+)`),
  },
  {
    files: /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
    find: (text, name) => [
      ...matches(
        text,
        String.raw`^[ \t]*${name}[ \t]*${EXTRAS}[ \t]*(${CONDITIONS})[ \t]*(?:[;#\\]|--|\r?$)`,
      ),
      ...matches(text, String.raw`^[ \t]*${name}[ \t]*@.*\/${name}-(\d[\d.]*)`),
    ],
  },
  {
    files: /^environment[\w.-]*\.ya?ml$/,
    // Conda has the build behind the version: `=0.21.0=py311_cu118`.
    find: (text, name) =>
      matches(
        text,
        String.raw`^[ \t]*-[ \t]*["']?(?:[\w-]+::)?${name}${EXTRAS}[ \t]*(${CONDITIONS})(?==|["'\s;#]|$)`,
      ),
  },
  {
    files: /^(?:pyproject\.toml|Pipfile|setup\.(?:py|cfg))$/,
    find: (text, name) => [
      ...matches(
        text,
        String.raw`["']${name}[ \t]*${EXTRAS}[ \t]*\(?(${CONDITIONS})\)?[ \t]*(?:;[^"'\n]*)?["']`,
      ),
      ...matches(
        text,
        String.raw`^[ \t]*["']?${name}["']?[ \t]*=[ \t]*(?:\{[^}\n]*version[ \t]*=[ \t]*)?["']([^"'\n]*)["']`,
      ),
      ...matches(text, String.raw`^[ \t]+${name}[ \t]*${EXTRAS}[ \t]*(${CONDITIONS})[ \t]*\r?$`),
    ],
  },
];

/** The files of a project that may state versions, the surest first. */
export function versionFilesAmong(names: readonly string[]): string[] {
  return FORMATS.flatMap(({ files }) => names.filter((name) => files.test(name)).sort());
}

/**
 * On which side of a version the version of a package lies, as a file states it.
 *
 * @param file its name without folders
 * @param distribution the package's name on PyPI, such as `segmentation-models`
 * @returns undefined where the file does not name the package, or allows versions on both sides
 */
export function statedVersion(
  file: string,
  text: string,
  distribution: string,
  border: string,
): StatedVersion | undefined {
  const format = FORMATS.find(({ files }) => files.test(file));
  const found = format?.find(text, nameOf(distribution)) ?? [];
  const sides = new Set(
    found.map((requirement) => {
      const range = versionRange(requirement);
      return range === null ? undefined : sideOf(range, border);
    }),
  );
  const [side, other] = sides;
  return side === undefined || other !== undefined || sides.size > 1
    ? undefined
    : { side, version: [...new Set(found.map((each) => each.replace(/^={1,3}\s*/, '')))].join(', ') };
}

/** The version of a package among the folders of an environment's `site-packages`. */
export function installedVersion(
  folders: readonly string[],
  distribution: string,
  border: string,
): StatedVersion | undefined {
  const pattern = new RegExp(String.raw`^${nameOf(distribution)}-(\d[\w.+!]*)\.(?:dist|egg)-info$`, 'i');
  const [version, other] = folders.flatMap((folder) => pattern.exec(folder)?.[1] ?? []);
  const range = version === undefined || other !== undefined ? null : versionRange(version);
  const side = range ? sideOf(range, border) : undefined;
  return side && version !== undefined ? { side, version } : undefined;
}

/** A name on PyPI may have any of `-`, `_` and `.` between its words, and any case. */
function nameOf(distribution: string): string {
  return distribution.replace(/[-_.]+/g, '[-_.]+');
}

function matches(text: string, pattern: string): string[] {
  return [...text.matchAll(new RegExp(pattern, 'gim'))].map(([, found = '']) => found.trim());
}
