import { describe, expect, it } from 'vitest';
import { contributes } from '../../../package.json';
import { FORMATS, TENSOR_EXTENSIONS } from '../../../src/tensor/formats/formats';

describe('package.json', () => {
  it('offers the check in the menus of files that can be read', () => {
    const { menus } = contributes;
    for (const entries of [menus['explorer/context'], menus['editor/title/context']]) {
      const [entry, ...others] = entries.filter(({ command }) => command === 'focalLoss.checkTensors');
      expect(entry?.when).toBe(`resourceExtname =~ /^\\.(${TENSOR_EXTENSIONS.join('|')})$/i`);
      expect(others).toEqual([]);
    }
  });

  it('opens the tensor viewer for files that are no text', () => {
    const [viewer] = contributes.customEditors;
    const viewed = FORMATS.filter(({ isViewed }) => isViewed).flatMap(({ extensions }) => extensions);
    expect(viewer?.selector.map(({ filenamePattern }) => filenamePattern)).toEqual(
      viewed.map((extension) => `*.${extension}`),
    );
  });
});
