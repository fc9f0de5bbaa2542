import { shapeText } from '../format/shape-text';
import { paddedText, textWidth } from '../format/text-width';
import { bytesText } from '../format/thousands-text';
import { errors as english } from '../messages/en/errors';
import type { Messages } from '../messages/messages';
import type { Problem } from '../messages/problem';
import { formatName } from './formats/formats';
import { readableProblem, type TensorFile } from './tensor-file';

/** The content of a tensor file, as `focal-loss inspect --json` prints it. */
export interface InspectDocument {
  readonly schema: 'focal-loss-inspect';
  readonly version: 1;
  readonly file: string;
  readonly format: TensorFile['format'];
  /** Size of the file in bytes. */
  readonly byteSize: number;
  readonly arrays: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly elements: number;
    /** Bytes of uncompressed data; for JSON, bytes of text. */
    readonly byteSize: number;
    /** Arrays written one after the other, whose rows these are; absent where it is one. */
    readonly parts?: number;
  }[];
  /** Arrays that cannot be read as numbers, and why. */
  readonly refused: readonly {
    readonly name: string;
    /** The English sentence. */
    readonly reason: string;
    /** The facts of the reason, so that it can be said in other languages. */
    readonly reasonFacts: Problem;
  }[];
  /** Bytes behind the last array that belong to none. */
  readonly trailingBytes: number;
}

/** Describes an open file. */
export function describeTensorFile(file: TensorFile): InspectDocument {
  return {
    schema: 'focal-loss-inspect',
    version: 1,
    file: file.name,
    format: file.format,
    byteSize: file.size,
    arrays: file.arrays.map(({ name, shape, dtype, elements, byteLength, parts }) => ({
      name,
      shape,
      dtype,
      elements,
      byteSize: byteLength,
      ...(parts === undefined ? {} : { parts }),
    })),
    refused: file.refused.map(({ name, error }) => ({
      name,
      reason: error.textWithoutPlace(english),
      reasonFacts: error.found,
    })),
    trailingBytes: file.trailingBytes,
  };
}

/** The document as a table for a terminal, without a newline at its end. */
export function formatInspection(
  document: InspectDocument,
  { commandLine: { inspect: says }, errors }: Messages,
): string {
  const { file, format, byteSize, arrays, refused, trailingBytes } = document;
  const rows = arrays.map((array) => [
    array.name,
    array.dtype,
    shapeText(array.shape),
    says.elements(array),
    bytesText(array.byteSize),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(0, ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => paddedText(cell, widths[column] ?? 0, column >= 3)).join('  '),
  );
  return [
    says.file({ file, format: formatName(format), bytes: bytesText(byteSize), arrays: arrays.length }),
    ...lines.map((line) => `  ${line}`),
    ...refused.map(
      ({ name, reasonFacts }) =>
        `  ${says.refused({ array: name, reason: readableProblem(errors, reasonFacts) })}`,
    ),
    ...arrays.flatMap(({ name, parts }) =>
      parts === undefined ? [] : [`  ${says.joined({ array: name, parts })}`],
    ),
    ...(trailingBytes === 0 ? [] : [`  ${says.trailingBytes({ bytes: trailingBytes })}`]),
  ].join('\n');
}
