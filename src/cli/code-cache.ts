import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

// Node 22.1 and later keep compiled code by themselves. This does the same for versions before; libraries for it keep code as
// it is before its first run, when V8 has compiled a tenth of it.

/** Bytes before the code: a checksum of the code and of what it was compiled from. V8 itself would take damaged code, and crash. */
const HEADER = 4;

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
  const script = new Script(`${start}${source.toString()}\n})`, {
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
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** Undefined where there is no file, it is damaged, or it was made from another source. */
function codeIn(cache: string, source: Buffer): Buffer | undefined {
  try {
    const file = readFileSync(cache);
    const code = file.subarray(HEADER);
    return file.length > HEADER && file.readUInt32LE() === checksum(code, checksum(source))
      ? code
      : undefined;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** A folder that cannot be written to is no reason to fail: the next run takes as long as this one. */
function keepCode(cache: string, code: Buffer, source: Buffer): void {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(checksum(code, checksum(source)));
  const unfinished = `${cache}.${process.pid}`;
  try {
    // No further up: where there is no home, none is made.
    makeFolder(dirname(dirname(cache)));
    makeFolder(dirname(cache));
    writeFileSync(unfinished, Buffer.concat([header, code]), { mode: 0o600 });
    renameSync(unfinished, cache);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!(isSystemError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** FNV-1a, of words of four bytes: quick, and enough to notice damage. */
function checksum(bytes: Buffer, start = 0x811c9dc5): number {
  let sum = start;
  const { length } = bytes;
  const words = length >>> 2;
  const view = new Int32Array(aligned(bytes), 0, words);
  for (let at = 0; at < words; at++) sum = Math.imul(sum ^ (view[at] ?? 0), 0x01000193);
  for (let at = 4 * words; at < length; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

function aligned({ buffer, byteOffset, length }: Buffer): ArrayBuffer {
  return new Uint8Array(buffer, byteOffset, length).slice().buffer;
}
