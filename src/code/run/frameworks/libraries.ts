import { ModuleValue } from '../language/library-values';
import { JAVASCRIPT_TABLE } from '../language/typescript/globals';
import type { Value } from '../language/values';
import { EINOPS_TABLE } from './einops';
import { FASTCORE_TABLE } from './fastcore';
import { JAX_TABLE } from './jax/jax';
import { LOGGING_TABLE } from './logging';
import { LIBRARY_LOSSES } from './losses/library-losses';
import { DERIVATIVES_TABLE } from './numeric-derivatives';
import { NUMPY_TABLE } from './numpy/numpy';
import { usualPath } from './other-paths';
import { PADDLE_TABLE } from './paddle/paddle';
import { STANDARD_TABLE } from './standard';
import { KERAS_TABLE } from './tensorflow/keras';
import { TENSORFLOW_TABLE } from './tensorflow/tensorflow';
import { TENSORFLOW_JS_TABLE } from './tensorflow-js/tensorflow-js';
import { TORCH_TABLE } from './torch/torch';

/** What the evaluator knows of libraries, by its dotted path. */
const KNOWN: ReadonlyMap<string, Value> = new Map(
  [
    TENSORFLOW_JS_TABLE,
    JAVASCRIPT_TABLE,
    PADDLE_TABLE,
    KERAS_TABLE,
    TENSORFLOW_TABLE,
    JAX_TABLE,
    EINOPS_TABLE,
    FASTCORE_TABLE,
    DERIVATIVES_TABLE,
    NUMPY_TABLE,
    TORCH_TABLE,
    LOGGING_TABLE,
    STANDARD_TABLE,
  ].flatMap((table) => [...table]),
);

const MODULES: ReadonlySet<string> = new Set(
  [KNOWN, LIBRARY_LOSSES].flatMap((table) => [...table.keys()].flatMap(prefixesOf)),
);

/** `a.b.c` lies in the modules `a` and `a.b`. */
function prefixesOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

/** A library's module, function, class or constant; undefined if nothing of that name is known. */
export function libraryValue(path: string): Value | undefined {
  const known = KNOWN.get(path);
  if (known !== undefined) {
    return known;
  }
  if (MODULES.has(path)) {
    return new ModuleValue(path);
  }
  const usual = usualPath(path);
  return usual === null ? undefined : libraryValue(usual);
}
