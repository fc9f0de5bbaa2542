import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTensorFiles } from '../../../src/services/tensor-files';
import { openNodeFile } from '../../../src/tensor/reading/node-file';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { float32, safetensorsBytes } from '../kernel/tensors';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-open-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, elements: number): Promise<string> {
  const path = join(folder, `${name}.safetensors`);
  await writeFile(path, safetensorsBytes({ [name]: float32([elements], new Float32Array(elements)) }));
  return path;
}

function opened<Result>(paths: readonly string[], use: (files: readonly TensorFile[]) => Promise<Result>) {
  return withTensorFiles({ open: openNodeFile }, paths, (files) => use([...files.values()]));
}

function firstValue(file: TensorFile | undefined) {
  const [array] = file?.arrays ?? [];
  if (file === undefined || array === undefined) {
    throw new Error('The file has an array.');
  }
  return file.box(array, [{ start: 0, count: 1 }]);
}

describe('files of a check', () => {
  it('keep their paths, which workers need, and refuse to be read after a change', async () => {
    const paths = [await write('logits', 300_000), await write('targets', 100)];
    await opened(paths, async (files) => {
      expect(files.map(({ path }) => path)).toEqual(paths);
      await Promise.all(paths.map((path) => truncate(path, 10)));
      for (const file of files) {
        await expect(firstValue(file)).rejects.toThrow('the file changed');
      }
    });
  });

  it('are refused when cut off, whether small or large', async () => {
    for (const elements of [100, 300_000]) {
      const path = await write('cut', elements);
      await truncate(path, 4 * elements);
      const reading = opened([path], ([file]) => firstValue(file));
      await expect(reading).rejects.toThrow('the file is truncated');
    }
  });

  it('are opened once and closed after success and failure', async () => {
    const path = await write('closed', 100);
    const seen: string[] = [];
    const open = async (file: string) => {
      const bytes = await openNodeFile(file);
      seen.push('opened');
      return {
        name: bytes.name,
        size: bytes.size,
        read: bytes.read.bind(bytes),
        close: async () => {
          seen.push('closed');
          await bytes.close();
        },
      };
    };
    const failing = withTensorFiles({ open }, [path, path], () => Promise.reject(new Error('no use')));
    await expect(failing).rejects.toThrow('no use');
    expect(seen).toEqual(['opened', 'closed']);
  });
});
