import { FORWARD_METHODS } from '../../syntax/forward-methods';
import { notKnown } from './attributes';
import { ancestryOf } from './classes';
import type { FunctionDefinition, Place } from './program';
import { forEachNode } from './program-nodes';
import { type ClassValue, Instance, type Value } from './values';

/** The methods as the classes define them: a decorator may have made something else of the attribute. */
const METHODS = new WeakMap<ClassValue, readonly FunctionDefinition[]>();

const RUN_BY_PROBES = new Set(['__init__', ...FORWARD_METHODS]);

/** Keeps the methods that the body of a class defines, for `refuseSetByMethod`. */
export function keepMethods(ofClass: ClassValue, methods: readonly FunctionDefinition[]): void {
  METHODS.set(ofClass, methods);
}

/**
 * An attribute that a method sets which no probe calls, such as one that training code calls first, is not known.
 *
 * @throws NotUnderstood if a method of the object other than its constructor sets the attribute
 */
export function refuseSetByMethod(object: Value, name: string, place: Place): void {
  if (!(object instanceof Instance)) {
    return;
  }
  for (const method of ancestryOf(object.ofClass).flatMap((ofClass) => METHODS.get(ofClass) ?? [])) {
    if (!RUN_BY_PROBES.has(method.name)) {
      forEachNode(method.body, (node) => {
        const targets = node.type === 'assign' ? node.targets : [];
        if (targets.some((target) => target.type === 'attribute' && target.name === name)) {
          notKnown(name, object.ofClass.name, place);
        }
      });
    }
  }
}
