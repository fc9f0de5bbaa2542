import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

// Node 22.1 and later keep compiled code by themselves. This does the same for versions before; libraries for it keep code as
// it is before its first run, when V8 has compiled a tenth of it. A file holds the source that was compiled and the code,
// twice: V8 would take damaged code, and crash, and comparing takes less time than a checksum in JavaScript.

/**
 * Runs a CommonJS module with the code that V8 compiled when it ran last, and keeps that of this run where there is none.
 * @param keeps whether this run uses what others will need
 * @throws what the module throws
 */
export function runWithCodeCache(path: string, keeps: boolean): void {
  const source = readFileSync(path);
  const folder = cacheFolder();
  const cache = folder === null ? null : join(folder, `${process.version}-${process.arch}.bin`);
  const cachedData = cache === null ? undefined : codeIn(cache, source);
  const start = '(function (exports, require, module, __filename, __dirname) {';
  // The bundler writes ASCII alone: decoding it as UTF-8 made every command 6 ms longer.
  const script = new Script(`${start}${source.toString('latin1')}\n})`, {
    filename: path,
    columnOffset: -start.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (keeps && cache !== null && (cachedData === undefined || script.cachedDataRejected)) {
    process.once('exit', () => keepCode(cache, script.createCachedData(), source));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
}

/** Of this user alone, since what is in it is run; null for a user without a home, as in some containers. */
function cacheFolder(): string | null {
  const { LOCALAPPDATA = '', XDG_CACHE_HOME = '' } = process.env;
  const given = [LOCALAPPDATA, XDG_CACHE_HOME].find((path) => isAbsolute(path));
  try {
    return join(given ?? join(homedir(), '.cache'), 'focal-loss');
  } catch (error) {
    if (isSystemError(error)) {
      return null;
    }
    throw error;
  }
}

/** Undefined where there is no file, it is damaged, or it was made from another source. */
function codeIn(cache: string, source: Buffer): Buffer | undefined {
  try {
    const file = readFileSync(cache);
    const bytes = (file.length - source.length) / 2;
    const second = source.length + bytes;
    const code = file.subarray(source.length, second);
    const isWhole =
      bytes > 0 && file.subarray(0, source.length).equals(source) && code.equals(file.subarray(second));
    return isWhole ? code : undefined;
  } catch (error) {
    if (isSystemError(error)) {
      return undefined;
    }
    throw error;
  }
}

/** A folder that cannot be written to is no reason to fail: the next run takes as long as this one. */
function keepCode(cache: string, code: Buffer, source: Buffer): void {
  const unfinished = `${cache}.${process.pid}`;
  try {
    // No further up: where there is no home, none is made.
    makeFolder(dirname(dirname(cache)));
    makeFolder(dirname(cache));
    writeFileSync(unfinished, Buffer.concat([source, code, code]), { mode: 0o600 });
    renameSync(unfinished, cache);
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!(isSystemError(error) && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
