import { isCalledLoss, lossesOf } from '../code/losses/code-loss';
import { placesOf } from '../code/losses/places';
import { placeInFile } from '../code/syntax/code-file';
import { isTooLarge } from '../code/verdict/large-text';
import { parserOf } from './evaluate';
import { type FoundLoss, type ListLossesInput, listLossesInputSchema } from './list-losses-input';
import type { Service, TensorHost } from './service';

/** Finds the focal losses in files of code, in their order. */
export const listLosses: Service<TensorHost, ListLossesInput, FoundLoss[]> = {
  input: listLossesInputSchema,
  async run(host, { sources, grammars }) {
    const parser = parserOf(host, grammars);
    const found: FoundLoss[] = [];
    for (const { uri, code } of sources.filter((source) => !isTooLarge(source.code.text))) {
      const { parse } = await parser.load(code.grammar);
      const file = parse(code.text);
      try {
        const losses = lossesOf(file);
        const places = placesOf(losses);
        for (const [at, loss] of losses.entries()) {
          const { kind, name, node } = loss;
          // An objective returns derivatives, and no loss of tensors.
          if (isCalledLoss(loss) && kind !== 'objective') {
            const line = placeInFile(code, node.startPosition.row + 1);
            found.push({ uri, name, place: places[at] ?? 0, ...line });
          }
        }
      } finally {
        file.dispose();
      }
    }
    return found;
  },
};
