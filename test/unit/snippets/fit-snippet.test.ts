import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SNIPPETS } from '../../../src/snippets/catalogue';
import { sourceOf } from '../code/parse';
import { insertAt } from './fit';

const head = (text: string, lines: number) => text.split('\n').slice(0, lines).join('\n');

describe('every snippet', () => {
  it.each(SNIPPETS)('$id contains each of its placeholders once', ({ source, placeholders }) => {
    for (const { before, value } of placeholders) {
      expect(source.split(`${before}${value}`)).toHaveLength(2);
      expect(source.split(before)).toHaveLength(2);
    }
  });

  it.each(SNIPPETS)('$id is inserted into an empty file unchanged', async ({ id, language, source }) => {
    const { text } = await insertAt('‸', id, { grammar: language });
    expect(text).toBe(source);
  });

  it.each(SNIPPETS)('$id causes no syntax error at any place', async ({ id, language }) => {
    const files =
      language === 'python'
        ? [
            'import os\n‸',
            'import os\n\nx = 1\n‸\ny = 2\n',
            'class A:\n    ‸\n',
            'def f():\n    ‸\n    return 1\n',
            'if x:\n    ‸',
          ]
        : ['const x = 1;\n‸', 'function f() {\n  ‸\n  return 1;\n}\n', '‸\nexport const x = 1;\n'];
    for (const marked of files) {
      const { text } = await insertAt(marked, id, { grammar: language });
      expect((await sourceOf(text, language)).root.hasError, text).toBe(false);
    }
  });
});

describe('imports in Python', () => {
  it.each([
    [
      'in one block',
      'import os\nimport torch\n',
      'import os\nfrom typing import Optional\nimport torch\nimport torch.nn.functional as F\n',
    ],
    [
      'in sections',
      'import os\nimport re\n\nimport numpy as np\nimport torch\nfrom tqdm import tqdm\n\nfrom .data import load\n',
      'import os\nimport re\nfrom typing import Optional\n\nimport numpy as np\nimport torch\nimport torch.nn.functional as F\nfrom tqdm import tqdm\n\nfrom .data import load\n',
    ],
    [
      'without those of Python itself',
      'import torch\nimport torchvision\n',
      'from typing import Optional\n\nimport torch\nimport torch.nn.functional as F\nimport torchvision\n',
    ],
    [
      'of Python itself alone',
      'import os\nimport typing\n',
      'import os\nimport typing\nfrom typing import Optional\n\nimport torch\nimport torch.nn.functional as F\n',
    ],
    [
      'of the file’s own package alone',
      'from .data import load\n',
      'from typing import Optional\n\nimport torch\nimport torch.nn.functional as F\n\nfrom .data import load\n',
    ],
    [
      'in an order of the file’s own',
      'import torchvision\nimport os\nimport torch\n',
      'import torchvision\nimport os\nfrom typing import Optional\nimport torch\nimport torch.nn.functional as F\n',
    ],
  ])('are put where isort puts them, beside imports %s', async (_, before, after) => {
    const { text } = await insertAt(`"""Doc."""\n${before}\n\n‸`, 'pytorch-sigmoid-focal-loss');
    expect(text.slice(0, text.indexOf('\n\n\ndef '))).toBe(`"""Doc."""\n${after}`.trimEnd());
  });

  it.each([
    'from typing import Optional\nimport torch\nimport torch.nn.functional as F\n',
    'import typing, torch\nfrom typing import Any, Optional\nfrom torch.nn import functional as F\n',
  ])('are not added if none is missing: %j', async (imports) => {
    const { fitted } = await insertAt(`${imports}\n\n‸`, 'pytorch-sigmoid-focal-loss');
    expect(fitted.imports).toEqual([]);
  });

  it('use the names that the file has for them', async () => {
    const { text } = await insertAt(
      'from typing import Optional as Maybe\nimport torch as th\nfrom torch.nn import functional as nnf\n\n\n‸',
      'pytorch-sigmoid-focal-loss',
    );
    expect(text).toContain('alpha: Maybe[float] = 0.25');
    expect(text).toContain('logits: th.Tensor');
    expect(text).toContain('nnf.softplus');
    expect(text).not.toMatch(/\btorch\.(?!nn import)|\bF\./);
  });

  it('take another name if the file uses theirs for something else', async () => {
    const { text } = await insertAt(
      'import torch\nfrom torchvision.transforms import functional as F\n\n\n‸',
      'pytorch-sigmoid-focal-loss',
    );
    expect(text).toContain('import torch.nn.functional as torch_nn_functional\n');
    expect(text).toContain('torch_nn_functional.softplus');
  });

  it('stay below the cell magic of a notebook', async () => {
    const { text } = await insertAt('%%time\nx = 1\n\n\n‸', 'pytorch-sigmoid-focal-loss');
    expect(head(text, 4)).toBe('%%time\n\nfrom typing import Optional\n');
    expect(text).toContain('x = 1\n\n\ndef sigmoid_focal_loss(');
  });

  it('are added after the docstring and from __future__', async () => {
    const future = await insertAt(
      '"""Doc."""\nfrom __future__ import annotations\n\nx = 1\n‸',
      'pytorch-focal-loss',
    );
    expect(head(future.text, 4)).toBe(
      '"""Doc."""\nfrom __future__ import annotations\nfrom typing import Optional\nimport torch',
    );
    const docstring = await insertAt('#!/usr/bin/env python3\n"""Doc."""\nx = 1\n‸', 'pytorch-focal-loss');
    expect(head(docstring.text, 10)).toBe(
      '#!/usr/bin/env python3\n"""Doc."""\n\nfrom typing import Optional\n\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n\nx = 1',
    );
  });

  it('are part of the snippet if it is above the file’s imports', async () => {
    const { text, fitted } = await insertAt('‸\nimport torch\n', 'pytorch-focal-loss');
    expect(fitted.imports).toEqual([]);
    expect(head(text, 7)).toBe(
      'from typing import Optional\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\nclass FocalLoss(nn.Module):',
    );
  });

  it('inside a function are ignored', async () => {
    const { text } = await insertAt('def f():\n    import torch\n\n\n‸', 'pytorch-sigmoid-focal-loss');
    expect(head(text, 3)).toBe('from typing import Optional\n\nimport torch');
  });
});

describe('imports in TypeScript and JavaScript', () => {
  const id = 'tensorflowjs-focal-loss';

  it.each(['@tensorflow/tfjs', '@tensorflow/tfjs-core', '@tensorflow/tfjs-node'])(
    'know %s under its name in the file',
    async (module) => {
      const { text, fitted } = await insertAt(`import * as tfjs from '${module}';\n\n‸`, id, {
        grammar: 'typescript',
      });
      expect(fitted.imports).toEqual([]);
      expect(text).toContain('logits: tfjs.Tensor');
      expect(text).not.toMatch(/\btf\./);
    },
  );

  it('use the quotes of the file', async () => {
    const { text } = await insertAt('import { x } from "./x";\n\n‸', id, { grammar: 'typescript' });
    expect(text).toContain('import * as tf from "@tensorflow/tfjs";');
    expect(text).toContain('"none" | "sum"');
  });

  it('are required, and nothing is exported, in CommonJS', async () => {
    const { text } = await insertAt("const fs = require('fs');\n\n‸", id, {
      grammar: 'tsx',
      javascript: true,
    });
    expect(text).toContain("const tf = require('@tensorflow/tfjs');\n");
    expect(text).toMatch(/^function focalLoss\(\n {2}logits,\n {2}targets,\n {2}alpha = 0\.25,/m);
    expect(text).not.toContain('export');
  });

  it('of types alone are ignored', async () => {
    const { text } = await insertAt("import type * as tf from '@tensorflow/tfjs';\n\n‸", id, {
      grammar: 'typescript',
    });
    expect(text).toContain("import * as tf from '@tensorflow/tfjs';\n");
  });
});

describe('the text', () => {
  it('has the file’s indentation, at the cursor’s level', async () => {
    const { text } = await insertAt(
      'class A:\n\tdef f(self):\n\t\t‸\n\t\treturn 1\n',
      'pytorch-sigmoid-focal-loss',
      { unit: '\t' },
    );
    const inserted = text.slice(text.indexOf('\t\tdef sigmoid'), text.indexOf('\t\treturn 1'));
    for (const line of inserted.trimEnd().split('\n')) {
      expect(line).toMatch(/^(\t\t\t*\S|$)/);
    }
    expect(text).toContain('\t\t\tlogits: torch.Tensor,');
  });

  it('has the blank lines of the style guides around it', async () => {
    const top = await insertAt('import torch\nx = 1\n‸\ny = 2\n', 'pytorch-sigmoid-focal-loss');
    expect(top.text).toMatch(/\nx = 1\n\n\ndef sigmoid_focal_loss/);
    expect(top.text).toMatch(/: \{reduction\}"\)\n\n\ny = 2\n$/);
    const nested = await insertAt('class A:\n    x = 1\n    ‸\n    y = 2\n', 'pytorch-sigmoid-focal-loss');
    expect(nested.text).toMatch(/ {4}x = 1\n\n {4}def sigmoid_focal_loss/);
    expect(nested.text).toMatch(/: \{reduction\}"\)\n\n {4}y = 2\n$/);
  });

  it('begins a new line after code', async () => {
    const { text } = await insertAt('import torch\nx = 1‸\n', 'pytorch-sigmoid-focal-loss');
    expect(text).toMatch(/\nx = 1\n\n\ndef sigmoid_focal_loss/);
  });

  it('takes another name if its own is used', async () => {
    const { text, fitted } = await insertAt(
      'from mine import FocalLoss\nFocalLoss2 = None\n\n\n‸',
      'pytorch-focal-loss',
    );
    expect(fitted).toMatchObject({ name: 'FocalLoss3', isRenamed: true });
    expect(text).toContain('class FocalLoss3(nn.Module):');
  });

  it('has tab stops for α and γ with the requested values', async () => {
    const { fitted } = await insertAt('‸', 'pytorch-focal-loss', { parameters: { alpha: null, gamma: 1 } });
    expect(fitted.text).toMatch(/alpha: Optional\[float\] = \$\{1:None\},/);
    expect(fitted.text).toMatch(/gamma: float = \$\{2:1\.0\},/);
    const typescript = await insertAt('‸', 'tensorflowjs-focal-loss', {
      grammar: 'typescript',
      parameters: { alpha: 0.6, gamma: 1 },
    });
    expect(typescript.fitted.text).toMatch(/alpha: number \| null = \$\{1:0\.6\},/);
    expect(typescript.fitted.text).toMatch(/gamma: number = \$\{2:1\},/);
  });

  it('has the requested reduction where it takes it, and its own where it does not', async () => {
    const { text } = await insertAt('‸', 'pytorch-focal-loss', { parameters: { reduction: 'sum' } });
    expect(text).toContain('reduction: str = "sum"');
    const softmax = await insertAt('‸', 'pytorch-softmax-focal-loss', {
      parameters: { reduction: 'meanOverPositives' },
    });
    expect(softmax.text).toContain('reduction: str = "mean"');
    const javascript = await insertAt('‸', 'tensorflowjs-focal-loss', {
      ...{ grammar: 'typescript', javascript: true },
      parameters: { reduction: 'meanOverAll' },
    });
    expect(javascript.text).toMatch(/reduction = 'mean',/);
  });

  it('replaces the default of each reduction that is an argument', () => {
    for (const { source, reduction, variant } of SNIPPETS) {
      if (reduction !== undefined && variant !== null) {
        expect(source.split(`${reduction.before}${reduction.value}`)).toHaveLength(2);
        expect(reduction.names[variant.reduction]).toBe(reduction.value);
      }
    }
  });

  it('changes only its own lines and the imports, in any file', async () => {
    const lines = fc.constantFrom(
      'import torch',
      'import os',
      'x = 1',
      '',
      '# note',
      'def f():\n    return 1',
      '"""Doc."""',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(lines, { maxLength: 6 }),
        fc.array(lines, { maxLength: 4 }),
        async (above, below) => {
          const marked = [...above, '‸', ...below].join('\n');
          const { text } = await insertAt(marked, 'pytorch-sigmoid-focal-loss');
          const kept = [...above, ...below]
            .join('\n')
            .split('\n')
            .filter((line) => line.trim() !== '');
          const after = text.split('\n');
          let position = 0;
          for (const line of kept) {
            const found = after.indexOf(line, position);
            expect(found, `${line} in\n${text}`).toBeGreaterThanOrEqual(position);
            position = found + 1;
          }
          expect((await sourceOf(text, 'python')).root.hasError, text).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });
});
