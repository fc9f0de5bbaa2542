import { expect, it } from 'vitest';
import { remediesFor } from '../../../src/services/check-failure';
import { check, vector } from '../check/tensors';

it('offers to choose other arrays where the shapes do not fit', async () => {
  const failure = await check({ logits: vector([1, 2, 3]), targets: vector([0, 1]) }).catch(
    (error: unknown) => error,
  );
  expect(remediesFor(failure)).toContain('chooseArrays');
});
