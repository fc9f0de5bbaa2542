import * as v from 'valibot';
import type { answerOf } from './answer';

const exportsSchema = v.object({
  answerOf: v.custom<typeof answerOf>((value) => typeof value === 'function', 'expected a function'),
});

/**
 * Evaluates the bundle of `embedded.ts`. Both hosts do it this way, since a worker of the browser has no address from which it
 * could import a part of its own bundle.
 * @param script text of the bundle
 */
export function loadEmbedded(script: string): typeof answerOf {
  const module = { exports: {} };
  new Function('module', 'exports', script)(module, module.exports);
  return v.parse(exportsSchema, module.exports).answerOf;
}
