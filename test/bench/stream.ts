// Reads every value of a file's arrays once and prints elements per second: stream.ts FILE

import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';

async function stream(path: string): Promise<void> {
  const started = performance.now();
  const file = await openTensorFile(await openNodeFile(path));
  const opened = performance.now();
  let elements = 0;
  let last = 0;
  for (const array of file.arrays) {
    for await (const { values } of file.chunks(array)) {
      elements += values.length;
      last = values[values.length - 1] ?? 0;
    }
  }
  const ended = performance.now();
  const seconds = (ended - opened) / 1000;
  process.stdout.write(JSON.stringify({ openMilliseconds: opened - started, elements, seconds, last }));
}

stream(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 2;
});
