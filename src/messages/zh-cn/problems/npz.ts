import type { npzProblems as english } from '../../en/problems/npz';
import type { Translated } from '../../sentence';

export const npzProblems: Translated<typeof english> = {
  'npz-no-arrays': ({ names, more }) => `应有数组（.npy 条目），实为${entriesText(names, more)}`,

  'zip-encrypted': '应为可读取的条目，实为加密的条目；请不设密码保存',
  'zip-compression': ({ method }) => `应为存储或 deflate 压缩的条目，实为压缩方法 ${method}`,
  'zip-stored-size': ({ expected, found }) =>
    `存储的条目应有 ${expected} 字节，实有 ${found} 字节：目录已损坏`,
  'zip-local-header': '应为 zip 条目的本地文件头，实为其他字节',
  'zip-other-entry': ({ expected, found }) =>
    `应为 “${expected}” 的本地文件头，实为 “${found}” 的：zip 目录已损坏`,
  'zip-inflated-too-short': ({ expected, found }) =>
    `解压后应有 ${expected} 字节，实有 ${found} 字节：条目不完整`,
  'zip-inflated-too-long': ({ expected }) => `解压后应有 ${expected} 字节，实际更多`,
  'zip-not-deflated': ({ reason }) => `应为 deflate 数据，但其中有错误（${reason}）：数据已损坏`,

  'zip-no-directory': '文件末尾应有 zip 目录，却没有：文件不完整，或不是 NPZ 文件',
  'zip-directory-place': ({ size, end, offset }) =>
    `${size} 字节的 zip 目录应位于字节 ${end} 之前，但其偏移量为 ${offset}：文件已损坏`,
  'zip-directory-too-large': ({ most, found }) => `zip 目录最多应有 ${most} 字节，实有 ${found} 字节`,
  'zip-of-several-disks': '应为单个 zip 文件，实为分卷 zip',
  'zip64-end': '应为 zip64 目录结束记录，实为其他字节',
  'zip-no-entry': '应为 zip 目录的条目，实为其他字节',
  'zip-entry-too-long': ({ most, found }) => `zip 目录的条目最多应有 ${most} 字节，实有 ${found} 字节`,
  'zip-sizes': ({ found }) => `zip 目录中的大小和偏移量应小于 2^53，实为 ${found}`,
};

function entriesText(names: readonly string[], more: number): string {
  if (names.length === 0) {
    return '空的 zip';
  }
  return `含有 ${names.map((name) => `“${name}”`).join('、')}${more > 0 ? ` 及另外 ${more} 个条目` : ''} 的 zip`;
}
