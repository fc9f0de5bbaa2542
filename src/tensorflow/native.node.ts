import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { NativeFailure } from '../check/report/cross-check';
import type { NativeTensorFlow } from './native';
import { nativeReplySchema } from './native-reply';
import type { TensorFlowAnswer, TensorFlowTask } from './task';

/** Seconds within which the native TensorFlow.js must answer: it loads in one or two. */
const LONGEST_RUN = 30;

/** The first version whose operations are all that the snippets use. */
const LEAST_VERSION = '4.0.0';

const manifestSchema = v.object({ name: v.string(), version: v.string() });

/** @param script path of the bundle of `process.node.ts` */
export function nativeTensorFlow(script: string): NativeTensorFlow {
  return { find: findPackage, ask: (folder, task, signal) => askPackage(script, folder, task, signal) };
}

async function findPackage(folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const manifest = await manifestIn(folder);
    if (manifest?.name === '@tensorflow/tfjs-node') {
      return folder;
    }
  }
  for (const folder of [...folders, ...globalFolders()]) {
    const found = resolvedFrom(folder);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** Null where Node finds no such package from there. */
function resolvedFrom(folder: string): string | null {
  try {
    return dirname(createRequire(join(folder, 'index.js')).resolve('@tensorflow/tfjs-node/package.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      return null;
    }
    throw error;
  }
}

/** The folders of global packages of every Node on the path: VS Code's own Node has none. */
function globalFolders(): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) =>
      process.platform === 'win32' ? join(folder, 'node_modules') : join(folder, '..', 'lib', 'node_modules'),
    );
}

/** The manifest of a package; null for a folder without a readable one. */
async function manifestIn(folder: string): Promise<v.InferOutput<typeof manifestSchema> | null> {
  try {
    const parsed = v.safeParse(
      manifestSchema,
      JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
    );
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

async function askPackage(
  script: string,
  folder: string,
  task: TensorFlowTask,
  signal: AbortSignal | undefined,
): Promise<TensorFlowAnswer | NativeFailure> {
  const { version = '0' } = (await manifestIn(folder)) ?? {};
  if (Number.parseInt(version, 10) < Number.parseInt(LEAST_VERSION, 10)) {
    return { kind: 'oldVersion', version, least: LEAST_VERSION };
  }
  return new Promise((resolve, reject) => {
    const child = fork(script, [folder], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Options of this process, such as those of a debugger, are not for the other one.
      execArgv: [],
      // VS Code's own program is a Node with this variable. TensorFlow tells of the processor otherwise.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    const settle = (act: () => void): void => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', cancel);
      child.kill('SIGKILL');
      act();
    };
    const cancel = (): void => settle(() => reject(signal?.reason));
    const limit = setTimeout(
      () => settle(() => resolve({ kind: 'silent', seconds: LONGEST_RUN })),
      LONGEST_RUN * 1000,
    );
    signal?.addEventListener('abort', cancel);
    child.once('message', (message) => {
      const reply = v.safeParse(nativeReplySchema, message);
      if (!reply.success) {
        settle(() => resolve({ kind: 'exception', message: v.summarize(reply.issues) }));
        return;
      }
      const { output } = reply;
      settle(() => resolve('answer' in output ? output.answer : output.failure));
    });
    child.once('error', ({ message }) => settle(() => resolve({ kind: 'exception', message })));
    child.once('exit', (code, endedBy) => settle(() => resolve({ kind: 'exited', code, signal: endedBy })));
    child.send(task);
  });
}
