import { describe, expect, it } from 'vitest';
import { importedDefinition } from '../../../src/code/imports/imported-definition';

const file = (path: string, text: string) => ({ file: { path, text } });

describe('the definition of an imported name', () => {
  it.each([
    ['FocalLoss', 'losses.py', 'import torch\n\n\nclass FocalLoss(nn.Module):\n    pass\n', 4],
    ['focal_loss', 'losses.py', 'def other():\n    pass\nasync def focal_loss(x):\n    pass\n', 3],
    ['focalLoss', 'losses.ts', '// losses\nexport const focalLoss = (x) => x;\n', 2],
    ['focalLoss', 'losses.js', 'export default function focalLoss(x) {}\n', 1],
  ])('%s is found in %s', (name, path, text, line) => {
    expect(importedDefinition(name, [file('layers.py', 'class Layer: pass\n'), file(path, text)])).toEqual({
      path,
      line,
    });
  });

  it('is unknown where no file or several have it, and where it stands within something', () => {
    const one = file('a.py', 'class FocalLoss:\n    def focal(self): pass\n');
    expect(importedDefinition('FocalLoss', [one, one])?.path).toBe('a.py');
    expect(importedDefinition('FocalLoss', [one, file('b.py', 'class FocalLoss: pass\n')])).toBeUndefined();
    expect(importedDefinition('focal', [one])).toBeUndefined();
    expect(importedDefinition('Focal', [one])).toBeUndefined();
    expect(importedDefinition('a.b(', [one, { file: null }])).toBeUndefined();
  });
});
