import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import { statementAround } from '../../losses/inline-slice';
import { wordsOfName } from '../../losses/names';
import { scopeOf } from '../../syntax/node-shapes';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { FileSubject, TextRange } from '../rule';
import { callsOfLosses, targetsOf } from './loss-calls';

/** Words of the name of a mask, and those of one that tells positives or is the target itself. */
const MASK_WORDS: ReadonlySet<string> = new Set(['mask', 'masks', 'valid', 'keep', 'kept']);
const OTHER_WORDS: ReadonlySet<string> = new Set(
  'pos positive positives fg foreground gt true target targets label labels seg weight weights'.split(' '),
);
/** Matches a comparison that leaves ignored or padded targets out. */
const LEAVES_OUT =
  /^\(?\s*[\w.[\]"']+\s*(?:!=\s*(?:-\s*\d+|255|[\w.]*(?:ignore|pad|void|invalid)\w*)|>=\s*0|>\s*-\s*1|\.ne\(\s*(?:-\s*\d+|255|[\w.]*(?:ignore|pad|void)\w*)\s*\)|\.ge\(\s*0\s*\))\s*\)?$/i;
/** Matches a comparison of a name with what a mask has where it leaves something out, or does not. */
const ASKS_MASK =
  /^\(?\s*(\w+)\s*(?:(?:!=|>)\s*0|==\s*1|\.(?:ne|gt)\(\s*0\s*\)|\.(?:bool|eq)\(\s*1?\s*\))\s*\)?$/;
/** What changes the type, device or shape of a mask, and not what it leaves out. */
const SHAPING = /\.(?:float|to|type_as|type|double|half|unsqueeze|view|reshape|expand_as|squeeze)\([^()]*\)$/;

/**
 * The means that code takes of the losses of all examples times a mask, where a focal loss outside of its definition gave the losses: those
 * that the mask leaves out count in the mean.
 */
export function meansOfMasked(subject: FileSubject): TextRange[] {
  return callsOfLosses(subject).flatMap((found) => {
    const targets = targetsOf(found, subject.file)?.text ?? '';
    const products = found.loss.reduction === 'none' ? productsWith(found.call) : [];
    return products.flatMap(({ product, mask }) => {
      const mean = isMask(mask, targets) ? meanOf(product) : null;
      return mean && !isMentionedAgain(mask, mean) ? [{ start: mean.startIndex, end: mean.endIndex }] : [];
    });
  });
}

interface Product {
  readonly product: Node;
  readonly mask: Node;
}

/** The products of the result of a call with something else, also under the name that it gets. */
function productsWith(call: Node): Product[] {
  const { parent } = call;
  const name = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
  const uses =
    name?.type === 'identifier'
      ? nodesOfTypes(scopeOf(call), 'identifier').filter(
          (word) =>
            word.text === name.text &&
            word.startIndex > call.endIndex &&
            valueAt(word.text, word)?.id === call.id,
        )
      : [call];
  return uses.flatMap((use) => {
    const product = use.parent;
    const [left, right] = [product?.childForFieldName('left'), product?.childForFieldName('right')];
    const isProduct =
      product?.type === 'binary_operator' && product.childForFieldName('operator')?.type === '*';
    const mask = left?.id === use.id ? right : left;
    return product && isProduct && mask ? [{ product, mask }] : [];
  });
}

function isMask(operand: Node, targets: string): boolean {
  const text = withoutShaping(operand.text);
  if (LEAVES_OUT.test(text)) {
    return true;
  }
  const [, asked = text] = ASKS_MASK.exec(text) ?? [];
  const words = wordsOfName(asked);
  if (!/^\w+$/.test(asked) || asked === targets) {
    return false;
  }
  const isNamed = words.some((word) => MASK_WORDS.has(word)) && !words.some((word) => OTHER_WORDS.has(word));
  if (asked !== text) {
    return isNamed;
  }
  const value = valueAt(text, operand);
  if (value && value.type !== 'subscript') {
    return LEAVES_OUT.test(withoutShaping(value.text));
  }
  return isNamed;
}

function withoutShaping(text: string): string {
  const shorter = text.replace(SHAPING, '');
  return shorter === text ? text : withoutShaping(shorter);
}

/** The call that takes the mean of a whole product, also under the name that it gets. */
function meanOf(product: Node): Node | null {
  const { parent } = product;
  if (parent?.type === 'parenthesized_expression') {
    return meanOf(parent);
  }
  if (parent?.type === 'argument_list') {
    const call = parent.parent;
    const isMean = call?.childForFieldName('function')?.text === 'torch.mean';
    return call && isMean && parts(parent).length === 1 ? call : null;
  }
  const name = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
  if (name?.type === 'identifier') {
    const means = nodesOfTypes(scopeOf(product), 'identifier').flatMap((word) =>
      word.text === name.text && valueAt(word.text, word)?.id === product.id
        ? (meanOfObject(word) ?? [])
        : [],
    );
    return means[0] ?? null;
  }
  return meanOfObject(product);
}

/** `object.mean()` */
function meanOfObject({ parent }: Node): Node | null {
  const call = parent?.type === 'attribute' ? parent.parent : null;
  const isMean = parent?.childForFieldName('attribute')?.text === 'mean' && call?.type === 'call';
  return call && isMean && parts(call.childForFieldName('arguments') ?? call).length === 0 ? call : null;
}

/** True where the statement of a mean divides by what the mask keeps. */
function isMentionedAgain(mask: Node, mean: Node): boolean {
  const [name = ''] = /\w+/.exec(mask.text) ?? [];
  const statement = statementAround(mean) ?? mean;
  const mentions = nodesOfTypes(statement, 'identifier').filter(({ text }) => text === name);
  const isWithin = mean.startIndex <= mask.startIndex && mask.endIndex <= mean.endIndex;
  return mentions.length > (isWithin ? 1 : 0);
}
