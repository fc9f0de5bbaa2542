// Runs before the unit tests of each file.
import fc from 'fast-check';

/**
 * In CI the properties are tried on the same cases each time, so that a run judges the change and not the dice.
 * Everywhere else each run tries new ones.
 */
if (process.env.CI !== undefined) {
  fc.configureGlobal({ seed: 20_170_807 });
}
