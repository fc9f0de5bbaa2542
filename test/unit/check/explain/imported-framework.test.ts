import { describe, expect, it } from 'vitest';
import { importedFramework } from '../../../../src/check/explain/imported-framework';

describe('the framework that a file imports', () => {
  it.each([
    ['import numpy as np\nimport torch', 'pytorch'],
    ['from torch.nn import functional as F', 'pytorch'],
    ['import numpy as np\nimport tensorflow as tf', 'keras'],
    ['import jax.numpy as jnp', 'jax'],
    ['import numpy as np', 'numpy'],
    ["import * as tf from '@tensorflow/tfjs-node';", 'tensorflowjs'],
    ['# import torch\nfrom torchmetrics import Accuracy', undefined],
  ])('%j', (text, framework) => {
    expect(importedFramework(text)).toBe(framework);
  });
});
