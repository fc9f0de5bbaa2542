/* Names that no program can write, by which scopes keep what is no variable. */

/** Stands in the scope of a function, where `var` declares its names. */
export const FUNCTION_MARK = '<function>';

/** The name under which a method finds its `super`. */
export const SUPER = '<super>';
