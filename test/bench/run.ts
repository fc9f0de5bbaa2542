// npm run bench: measures the product's speed and memory beside others' in one run. npm run bench -- check editor runs
// only these groups. BENCH_DATA names a folder for the 23 GB of files (9 GB on the disk) that it reads. BENCH_NODES names
// other versions of Node that run the command line too, separated as in PATH.
import { execFileSync } from 'node:child_process';
import { cpus, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { preparePython } from '../harness/dependencies.mjs';
import { must, progress, root, say } from '../harness/steps.mjs';
import type { Bench, OtherNode } from './bench';
import { chartGroup } from './chart-group';
import { checkGroup } from './check-group';
import { editorGroup } from './editor-group';
import { limitsGroup } from './limits-group';
import { lintGroup } from './lint-group';
import { Stopwatch } from './measure';
import { buildPrograms } from './programs';
import { sizeGroup } from './size-group';
import { tensorGroup } from './tensor-group';
import { webGroup } from './web-group';

const GROUPS: Readonly<Record<string, (bench: Bench) => Promise<string>>> = {
  check: checkGroup,
  limits: limitsGroup,
  web: webGroup,
  tensor: tensorGroup,
  editor: editorGroup,
  lint: lintGroup,
  size: sizeGroup,
  chart: chartGroup,
};

// Node up to version 20 parses every certificate in this file at each start.
delete process.env.NODE_EXTRA_CA_CERTS;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => GROUPS[name] === undefined);
if (unknown !== undefined) {
  say(`There is no group "${unknown}"; the groups are ${Object.keys(GROUPS).join(', ')}.`);
  process.exit(2);
}

const python = await preparePython();
const folder = process.env.BENCH_DATA ?? join(tmpdir(), 'focal-loss-bench');
await progress('Making the data', () =>
  must(python, [join(root, 'test', 'bench', 'python', 'make_data.py'), folder]),
);
const bench: Bench = {
  stopwatch: new Stopwatch(python),
  python,
  otherNodes: otherNodesOf(process.env.BENCH_NODES ?? ''),
  programs: await buildPrograms(),
  data: (name) => join(folder, name),
};
const [processor] = cpus();
say(
  `\n${cpus().length} × ${processor?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}\n`,
);
for (const [name, group] of Object.entries(GROUPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  say(`${await group(bench)}\n`);
}

function otherNodesOf(programs: string): OtherNode[] {
  return programs
    .split(delimiter)
    .filter((program) => program !== '')
    .map((program) => ({
      program,
      version: execFileSync(program, ['--version'], { encoding: 'utf8' }).trim().slice(1),
    }));
}
