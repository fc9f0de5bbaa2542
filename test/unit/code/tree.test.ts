import { describe, expect, it, vi } from 'vitest';
import { ancestors, nodesOfTypes, parts } from '../../../src/code/syntax/tree';
import { sourceOf } from './parse';

const TEXT = 'def f(x):\n    return x  # the same\n\ndef g(x):\n    return f(x)\n';

describe('a look into a tree', () => {
  it('is taken once, also by way of another object for the same node', async () => {
    const { root } = await sourceOf(TEXT, 'python');
    const again = root.tree.rootNode;
    expect(again).not.toBe(root);
    const asked = vi.spyOn(root, 'descendantsOfType');
    const found = nodesOfTypes(root, 'call', 'identifier');
    expect(found.map(({ text }) => text)).toEqual(['f', 'x', 'x', 'g', 'x', 'f(x)', 'f', 'x']);
    expect(nodesOfTypes(again, 'call', 'identifier')).toBe(found);
    expect(parts(again)).toBe(parts(root));
    expect(asked).toHaveBeenCalledOnce();
  });

  it('tells nodes of other types and of other trees apart', async () => {
    const [{ root }, { root: other }] = [await sourceOf(TEXT, 'python'), await sourceOf(TEXT, 'python')];
    expect(nodesOfTypes(root, 'call')).toHaveLength(1);
    expect(nodesOfTypes(root, 'return_statement')).toHaveLength(2);
    expect(nodesOfTypes(other, 'call')[0]).not.toBe(nodesOfTypes(root, 'call')[0]);
    const [call] = nodesOfTypes(other, 'call');
    expect(call && [...ancestors(call)].map(({ type }) => type)).toEqual([
      'return_statement',
      'block',
      'function_definition',
      'module',
    ]);
  });
});
