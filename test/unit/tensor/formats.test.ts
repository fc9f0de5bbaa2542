import { describe, expect, it } from 'vitest';
import { contributes } from '../../../package.json';
import { EXPLAINED_EXTENSIONS } from '../../../src/tensor/formats/foreign';
import { CONFIGURATION_FILE, FORMATS, TENSOR_EXTENSIONS } from '../../../src/tensor/formats/formats';

describe('package.json', () => {
  it('offers the check in the menus of files that can be read', () => {
    const { menus } = contributes;
    for (const entries of [menus['explorer/context'], menus['editor/title/context']]) {
      const [entry, ...others] = entries.filter(({ command }) => command === 'focalLoss.checkTensors');
      const extensions = [...TENSOR_EXTENSIONS, ...EXPLAINED_EXTENSIONS].join('|');
      expect(entry?.when).toBe(
        `resourceExtname =~ /^\\.(${extensions})$/i && resourceLangId != jsonc && !(resourceFilename =~ /${CONFIGURATION_FILE.source}/i)`,
      );
      expect(others).toEqual([]);
    }
  });

  it.each([
    'package.json',
    'package.nls.zh-cn.json',
    'tsconfig.build.json',
    '.eslintrc.json',
    'config.json',
    'tokenizer_config.json',
    'focal-loss-report.schema.json',
  ])('does not offer it for %s', (name) => {
    expect(CONFIGURATION_FILE.test(name)).toBe(true);
  });

  it.each(['logits.json', 'packages.json', 'focal_one_canvas.json', 'results.json', 'configurations.json'])(
    'offers it for %s',
    (name) => {
      expect(CONFIGURATION_FILE.test(name)).toBe(false);
    },
  );

  it('opens the tensor viewer for files that are no text', () => {
    const [viewer] = contributes.customEditors;
    const viewed = FORMATS.filter(({ isViewed }) => isViewed).flatMap(({ extensions }) => extensions);
    expect(viewer?.selector.map(({ filenamePattern }) => filenamePattern)).toEqual(
      viewed.map((extension) => `*.${extension}`),
    );
  });
});
