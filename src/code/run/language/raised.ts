import type { Place } from './program';
import type { Instance } from './values';

/** Thrown where the program itself, or the framework that it calls, raises an exception. */
export class Raised extends Error {
  override readonly name = 'Raised';
  /** The exception of the program. */
  readonly exception: Instance;
  readonly place: Place;

  constructor(exception: Instance, message: string, place: Place) {
    super(message);
    this.exception = exception;
    this.place = place;
  }

  /** The name of the exception's class. */
  get className(): string {
    return this.exception.ofClass.name;
  }
}
