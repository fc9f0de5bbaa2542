import { expect, it } from 'vitest';
import { loadOnce } from '../../src/load-once';

it('loads once for all, and again after a failure', async () => {
  const outcomes = [Promise.reject(new Error('the disk was busy')), Promise.resolve('loaded')];
  let loads = 0;
  const load = loadOnce(() => outcomes[loads++] ?? Promise.reject(new Error('loaded again')));
  await expect(load()).rejects.toThrow('the disk was busy');
  expect(await Promise.all([load(), load()])).toEqual(['loaded', 'loaded']);
  expect(await load()).toBe('loaded');
});
