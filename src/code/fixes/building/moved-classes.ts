import type { LossSubject, TextRange } from '../../rules/rule';
import type { Edits, TextEdit } from '../text-edit';
import { callOf, callsIn } from './calls';
import { frameworkCode } from './framework-code';
import { expressionAt, operand, replaced } from './nodes';

/** Ways to move the axis of the classes to the end before an array is cut into rows at a place; every array is then cut alike. */
export function classesMoved(loss: LossSubject, at: TextRange): Edits[] {
  const found = expressionAt(loss.file, at);
  const own = found && callOf(found);
  if (!own?.object || !/^(?:view|reshape)$/.test(own.name)) {
    return [];
  }
  const shape = shapeOf(own);
  const cuts = callsIn(loss.code.node).filter((call) => call.name === own.name && shapeOf(call) === shape);
  return frameworkCode(loss).flatMap(({ classesLast }) => {
    const moved = cuts.flatMap(({ node, object }): TextEdit[] => {
      const text = object && classesLast(operand(object));
      return text ? [replaced(node, `${text}.reshape(${shape})`)] : [];
    });
    const first = moved.filter(({ start }) => start === own.node.startIndex);
    return [first, ...(moved.length > 1 ? [moved] : [])];
  });
}

function shapeOf({ given }: NonNullable<ReturnType<typeof callOf>>): string {
  return given.map(({ node }) => node.text).join(', ');
}
