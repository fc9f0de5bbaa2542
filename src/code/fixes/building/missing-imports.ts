import { namesOfFile } from '../../../snippets/fit/file-imports';
import { importInsertions } from '../../../snippets/fit/import-placement';
import { partsOfSource, type RequiredImport } from '../../../snippets/fit/required-imports';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';

/** The imports that give code of losses its usual names. Where a name has several, a run of the code chooses. */
const USUAL: readonly RequiredImport[] = [
  'import torch',
  'import torch.nn as nn',
  'import torch.nn.functional as F',
  'from torch import Tensor',
  'from torch.autograd import Variable',
  'from torchvision.ops import sigmoid_focal_loss',
  'import numpy as np',
  'import tensorflow as tf',
  'import jax',
  'import jax.numpy as jnp',
  'import optax',
  'import math',
  'from functools import partial',
  'from typing import Optional, List, Tuple, Union, Dict, Any, Callable',
].flatMap((line) => partsOfSource(line).imports);

/** Ways to import the name that a loss lacks: alone, and with the other names that its code lacks. */
export function importsOf(name: string, { file, code }: LossSubject): Edits[] {
  const known = namesOfFile(file);
  const used = new Set(nodesOfTypes(code.node, 'identifier').map(({ text }) => text));
  const missing = USUAL.filter(({ local }) => used.has(local) && !known.has(local));
  const own = missing.filter(({ local }) => local === name);
  const ways = own.length === 0 ? [] : missing.length > own.length ? [own, missing] : [own];
  return ways.map((imports) =>
    importInsertions(imports, file).map(({ offset, text }) => ({ start: offset, end: offset, text })),
  );
}
