import { extensionOf } from '../../tensor/file-names';

/** Characters of the largest configuration that is read. */
export const LARGEST_CONFIGURATION = 1_000_000;

const LANGUAGES_OF_EXTENSIONS: Readonly<Record<string, string>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.config': 'textproto',
  '.pbtxt': 'textproto',
  '.textproto': 'textproto',
};

/** Extensions of the files that may configure a loss, without dots. */
export const CONFIGURATION_EXTENSIONS: readonly string[] = Object.keys(LANGUAGES_OF_EXTENSIONS).map(
  (extension) => extension.slice(1),
);

/** The VS Code language identifiers of such files. */
export const CONFIGURATION_LANGUAGES: readonly string[] = [
  ...new Set(Object.values(LANGUAGES_OF_EXTENSIONS)),
];

/** True for a file that may configure a loss. */
export function isConfiguration(file: string): boolean {
  return Object.hasOwn(LANGUAGES_OF_EXTENSIONS, extensionOf(file));
}

/** False for a text that configures no focal loss by its words alone, as most have, and for one that is too large. */
export function mayConfigureLoss(text: string): boolean {
  return text.length <= LARGEST_CONFIGURATION && /focal|\bfl_|\bvfl\b/i.test(text);
}
