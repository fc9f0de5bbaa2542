import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Bench } from './bench';
import type { Command } from './measure';
import { comparison, inMegabytes, inSeconds, table } from './tables';

const ROUNDS = 5;
const PARSE = 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8").replaceAll("NaN", "null"))';
const TYPES = [
  'float16',
  'bfloat16',
  'float32',
  'bigendian',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'bool',
];
/** Files of about a gigabyte each; the deflated one has a quarter of it. */
const LARGE = ['gigabyte.npy', 'stored.npz', 'deflated.npz', 'gigabyte.json', 'fortran.npy'];

const execute = promisify(execFile);

/** The readers: opening, streaming, and their memory. */
export async function tensorGroup(bench: Bench): Promise<string> {
  const stream = (name: string): Command => [process.execPath, bench.programs.stream, bench.data(name)];
  const inspect: Command = [process.execPath, bench.programs.cli, 'inspect', bench.data('ten_gigabytes.npy')];
  const open = await bench.stopwatch.compare(
    { 'inspect 10 GB': inspect, 'Node alone': [process.execPath, '-e', '0'] },
    ROUNDS,
  );
  const types: string[][] = [];
  for (const type of TYPES) {
    types.push([type, ...rates(await streamed(stream(`streamed_${type}.npy`)))]);
  }
  const large: string[][] = [];
  for (const name of LARGE) {
    const { peakBytes } = await bench.stopwatch.measure(stream(name));
    large.push([name, ...rates(await streamed(stream(name))), inMegabytes(peakBytes)]);
  }
  const json = await bench.stopwatch.compare(
    {
      'JSON.parse': [process.execPath, '--max-old-space-size=8192', '-e', PARSE, bench.data('values.json')],
      'focal-loss': stream('values.json'),
    },
    ROUNDS,
  );
  return [
    '## Opening a 10 GB file\n',
    comparison(open, 'Node alone'),
    '\n## Streaming 256 MB of each type\n',
    table(['', 'elements/s', 'time'], types),
    '\n## Streaming large files\n',
    table(['', 'elements/s', 'time', 'peak memory'], large),
    '\n## JSON, 87 MB of numbers\n',
    comparison(json, 'JSON.parse'),
  ].join('\n');
}

interface Streamed {
  readonly elements: number;
  readonly seconds: number;
}

/** The second of two runs: its file is in the cache. */
async function streamed([program, ...words]: Command): Promise<Streamed> {
  await execute(program, words);
  const { stdout } = await execute(program, words);
  return JSON.parse(stdout);
}

function rates({ elements, seconds }: Streamed): [string, string] {
  return [`${Math.round(elements / seconds / 1e6)} M`, inSeconds(seconds)];
}
