import type { Node } from '@vscode/tree-sitter-wasm';
import { isForwardMethod } from '../../syntax/forward-methods';
import { classAround, scopeOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { tensorNamesOf } from './tensor-names';

/** Conversions of type and device at the end of an expression. */
const CONVERSIONS = /(?:\.(?:float|double|half|to|type|type_as|contiguous|cuda|cpu)\([^()]*\))+$/;

/** A class of the file that hands its tensors to a loss. */
interface Wrapper {
  readonly name: string;
  readonly tensors: [string, string];
  /** True if it changes the type or the device of a tensor before. */
  readonly isConverting: boolean;
}

/** The class whose method returns a call of a loss with its own two tensors, in another type at most; undefined for any other call. */
export function wrapperOf(call: Node, file: SourceFile): Wrapper | undefined {
  const method = call.parent?.type === 'return_statement' ? scopeOf(call) : null;
  const around = method ? classAround(method) : null;
  const name = around?.childForFieldName('name')?.text;
  const tensors = around && method && isForwardMethod(method) ? tensorNamesOf(around, 'class', file) : null;
  const given = (file.syntax.call(call)?.slots ?? []).slice(0, 2).map(({ value }) => value?.text ?? '');
  const names = given.map((text) => text.replace(CONVERSIONS, ''));
  return name && tensors && names.join() === tensors.join()
    ? { name, tensors, isConverting: names.join() !== given.join() }
    : undefined;
}
