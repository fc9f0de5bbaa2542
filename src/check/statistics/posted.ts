/** The data of an object after structured cloning, which drops methods. */
export type Posted<Type> = Type extends ArrayBufferView | ReadonlyMap<unknown, unknown>
  ? Type
  : Type extends readonly (infer Entry)[]
    ? readonly Posted<Entry>[]
    : Type extends object
      ? { readonly [Key in keyof Type as Type[Key] extends Method ? never : Key]: Posted<Type[Key]> }
      : Type;

type Method = (...parameters: never[]) => unknown;
