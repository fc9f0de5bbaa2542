import { FORMATS } from '../tensor/formats/formats';
import type { TensorHost } from './service';

/** Bytes at the start of a file that tell whether it is text. */
const START = 4096;
/** A longer text is no log of losses. */
const MOST_BYTES = 64e6;

/** The content of a text file that is no tensor file, with the name of the file in messages; null for any other file. */
export async function logText(
  { open, signal }: TensorHost,
  name: string,
): Promise<{ readonly name: string; readonly content: string } | null> {
  const file = await open(name);
  try {
    const start = new Uint8Array(Math.min(START, file.size));
    await file.read(0, start);
    if (
      start.includes(0) ||
      FORMATS.some((format) => format.recognises(start, file.size)) ||
      file.size > MOST_BYTES
    ) {
      return null;
    }
    signal?.throwIfAborted();
    const bytes = new Uint8Array(file.size);
    await file.read(0, bytes);
    return { name: file.name, content: new TextDecoder().decode(bytes) };
  } finally {
    await file.close();
  }
}
