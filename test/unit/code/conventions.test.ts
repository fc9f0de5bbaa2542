import { describe, expect, it } from 'vitest';
import { NOTHING_GIVEN, nameInConvention } from '../../../src/code/conventions/convention';
import {
  CONVENTIONS,
  conventionOfCallable,
  conventionOfRegistryName,
} from '../../../src/code/conventions/conventions';

describe('conventions', () => {
  it('have unique names', () => {
    const ids = CONVENTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const callables = CONVENTIONS.flatMap((row) => row.callables);
    expect(new Set(callables).size).toBe(callables.length);
  });

  it.each(CONVENTIONS)('$id is found by each of its names', (row) => {
    for (const name of row.callables) {
      expect(conventionOfCallable(name)).toBe(row);
    }
    for (const name of row.registryNames ?? []) {
      expect(conventionOfRegistryName(name)).toBe(row);
    }
  });

  it.each(CONVENTIONS)('$id lists its γ or α, and its α if it has one, among its parameters', (row) => {
    const names = row.parameters.map(({ name }) => name);
    expect(
      [nameInConvention(row, 'gamma'), nameInConvention(row, 'alpha')].some((name) => names.includes(name)),
    ).toBe(true);
    if (row.alphaRole(NOTHING_GIVEN) !== 'off' || row.library === 'Keras') {
      expect(names).toContain(nameInConvention(row, 'alpha'));
    }
  });

  it.each(CONVENTIONS)('$id’s notes are whole sentences', (row) => {
    for (const parameter of ['alpha', 'gamma'] as const) {
      for (const note of row.notes(parameter, NOTHING_GIVEN)) {
        expect(note.en).toMatch(/^[\p{L}`(].*\.$/su);
        expect(note.zhCn).toMatch(/^[\p{L}`(].*。$/su);
      }
    }
  });

  it.each(['tf.keras.losses', 'keras.losses'])(
    'finds Keras’s losses as %s, under TensorFlow too',
    (module) => {
      const path = module.replace('tf.', 'tensorflow.');
      expect(conventionOfCallable(`${path}.BinaryFocalCrossentropy`)?.id).toBe(
        'keras.BinaryFocalCrossentropy',
      );
      expect(conventionOfCallable('tensorflow.losses.BinaryFocalCrossentropy')?.library).toBe('Keras');
    },
  );
});
