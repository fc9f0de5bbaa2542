import { shapeText } from '../../../format/shape-text';
import { arrayNameOf } from '../../file-names';
import { storedBytes } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { type ArrayInfo, type TensorFile, TensorFileError } from '../../tensor-file';
import { rawTensorFile } from '../raw-tensor-file';
import { readNpyHeader } from './header';

/**
 * Opens an NPY file; its one array is named after the file.
 * @throws TensorFileError when the header is malformed or the shape needs more bytes than the file has
 */
export async function openNpy(file: RandomAccessFile): Promise<TensorFile> {
  const name = arrayNameOf(file.name);
  const header = await readNpyHeader((offset, target) => file.read(offset, target), file.name, name);
  const byteLength = header.elements * header.type.itemSize;
  const available = file.size - header.dataOffset;
  if (byteLength > available) {
    throw new TensorFileError(
      file.name,
      `shape ${shapeText(header.shape)} of ${header.type.dtype} needs ${byteLength} bytes of data, but ` +
        `${available} follow the header: the file is truncated or its header is wrong`,
      { array: name, byteOffset: header.dataOffset },
    );
  }
  const info: ArrayInfo = {
    name,
    shape: header.shape,
    dtype: header.type.dtype,
    elements: header.elements,
    byteLength,
  };
  return rawTensorFile(file, 'npy', [
    {
      info,
      type: header.type,
      fortranOrder: header.fortranOrder,
      bytes: storedBytes(file, name, header.dataOffset),
      fileOffset: header.dataOffset,
    },
  ]);
}
