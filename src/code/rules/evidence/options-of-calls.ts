import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../../syntax/source-file';

/** True for a call with a switch, such as `from_logits=False`: it may take another input than by default. */
export function mayChangeInput(call: Node, { syntax }: SourceFile): boolean {
  return /\b(?:True|False)\b|logits?=|activation|sigmoid=|softmax=|prob\w*=/i.test(
    (syntax.call(call)?.slots ?? [])
      .filter(({ name, value }) => name !== undefined || /^(?:true|false)$/.test(value?.type ?? ''))
      .map(({ name, value }) => `${name}=${value?.text}`)
      .filter((text) => !/^(?:logits?|probs?|probabilities)=(?!True|False)/i.test(text))
      .join(' '),
  );
}

/** True for a call that speaks of the reduction, or unpacks arguments which may. */
export function mayChangeReduction(call: Node): boolean {
  const list = call.childForFieldName('arguments');
  return /reduc|size_average|['"](?:none|mean|sum)['"]|\*/.test(list?.text ?? '');
}
