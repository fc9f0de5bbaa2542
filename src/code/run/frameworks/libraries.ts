import { ModuleValue } from '../language/library-values';
import { JAVASCRIPT_TABLE } from '../language/typescript/globals';
import type { Value } from '../language/values';
import { EINOPS_TABLE } from './einops';
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

/** The libraries that the evaluator knows, each a table of dotted paths. */
const TABLES: readonly ReadonlyMap<string, Value>[] = [
  STANDARD_TABLE,
  LOGGING_TABLE,
  TORCH_TABLE,
  NUMPY_TABLE,
  DERIVATIVES_TABLE,
  EINOPS_TABLE,
  JAX_TABLE,
  TENSORFLOW_TABLE,
  KERAS_TABLE,
  PADDLE_TABLE,
  JAVASCRIPT_TABLE,
  TENSORFLOW_JS_TABLE,
];

const MODULES: ReadonlySet<string> = new Set(
  [...TABLES, LIBRARY_LOSSES]
    .flatMap((table) => [...table.keys()].flatMap(prefixesOf))
    .filter((path) => !TABLES.some((table) => table.has(path))),
);

/** `a.b.c` lies in the modules `a` and `a.b`. */
function prefixesOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

/** A library's module, function, class or constant; undefined if nothing of that name is known. */
export function libraryValue(path: string): Value | undefined {
  for (const table of TABLES) {
    const value = table.get(path);
    if (value !== undefined) {
      return value;
    }
  }
  if (MODULES.has(path)) {
    return new ModuleValue(path);
  }
  const usual = usualPath(path);
  return usual === null ? undefined : libraryValue(usual);
}
