import type { Place } from '../program';
import { Builtin, type Machine, type Value } from '../values';
import { isNullish, numberOf, present, textOf } from './conversions';
import { type NumberValue, plainNumber } from './numbers';

/** The arguments of one call as JavaScript hands them over: by position, undefined where there is none. */
export class Arguments {
  readonly all: readonly Value[];
  readonly machine: Machine;
  readonly place: Place;

  constructor(all: readonly Value[], machine: Machine, place: Place) {
    this.all = all;
    this.machine = machine;
    this.place = place;
  }

  at(index: number): Value {
    return present(this.all[index]);
  }

  isGiven(index: number): boolean {
    return !isNullish(this.at(index));
  }

  number(index: number): NumberValue {
    return numberOf(this.at(index), this.machine, this.place);
  }

  plain(index: number): number {
    return plainNumber(this.number(index));
  }

  /** A whole number; `otherwise` if the call does not give it. */
  integer(index: number, otherwise: number): number {
    if (!this.isGiven(index)) {
      return otherwise;
    }
    const number = Math.trunc(this.plain(index));
    return Number.isNaN(number) ? 0 : number;
  }

  text(index: number): string {
    return textOf(this.at(index), this.machine, this.place);
  }

  /** Calls an argument that is a function. */
  call(index: number, ...given: readonly Value[]): Value {
    return this.machine.call(this.at(index), { positional: given, keywords: new Map() }, this.place);
  }

  isTrue(index: number, ...given: readonly Value[]): boolean {
    return this.machine.truth(this.call(index, ...given), this.place);
  }
}

/** A function of JavaScript that the evaluator brings along. */
export function scriptFunction(name: string, run: (given: Arguments) => Value): Builtin {
  return new Builtin(name, ({ positional }, machine, place) =>
    run(new Arguments(positional, machine, place)),
  );
}
