import { NotUnderstood } from '../not-understood';
import type { Expression } from '../program';

/** Objects that write messages down, by the names that they go by. */
const LOGGERS = /^_*(?:log|logger|logging|warnings)$/i;

/** True for a statement that only says something: `print(…)`, `logger.info(…)`. What it says does not count for what is computed. */
export function isOutput(expression: Expression): boolean {
  if (expression.type !== 'call') {
    return false;
  }
  const { callee } = expression;
  if (callee.type === 'name') {
    return callee.name === 'print';
  }
  if (callee.type !== 'attribute') {
    return false;
  }
  const { object } = callee;
  return (object.type === 'name' || object.type === 'attribute') && LOGGERS.test(object.name);
}

/** True for an error of the evaluator that may be passed over where a value is only printed. */
export function isUnknownOutput(error: unknown): boolean {
  return (
    error instanceof NotUnderstood && !['steps', 'memory', 'depth', 'syntaxError'].includes(error.reason.kind)
  );
}
