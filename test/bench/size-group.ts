import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench';
import { table } from './tables';

/** Sizes of the bundles in the product. */
export async function sizeGroup({ programs: { dist } }: Bench): Promise<string> {
  const names = (await readdir(dist, { recursive: true })).filter((name) => /\.(js|wasm)$/.test(name)).sort();
  const rows = await Promise.all(
    names.map(async (name) => [name, `${Math.round((await stat(join(dist, name))).size / 1000)} kB`]),
  );
  return ['## Bundles\n', table(['', 'size'], rows)].join('\n');
}
