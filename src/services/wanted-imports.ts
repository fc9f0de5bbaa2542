import { readWithImports } from '../code/imports/read-with-imports';
import { lossesOf } from '../code/losses/code-loss';
import { judgeLoss } from '../code/verdict/judge';
import { isTooLarge } from '../code/verdict/large-text';
import { interpreterOf } from '../code/verdict/open-loss';
import { parserOf } from './evaluate';
import type { Service, TensorHost } from './service';
import {
  type WantedImports,
  type WantedImportsInput,
  wantedImportsInputSchema,
} from './wanted-imports-input';

/** Runs the losses of files on probes, to learn which imports they need. */
export const wantedImports: Service<TensorHost, WantedImportsInput, WantedImports> = {
  input: wantedImportsInputSchema,
  async run(host, { sources, grammars }) {
    const parser = parserOf(host, grammars);
    const found: WantedImports = [];
    for (const { code } of sources) {
      const wanted = isTooLarge(code.text)
        ? []
        : await readWithImports(parser, code, (file, workspace) => {
            for (const loss of lossesOf(file)) {
              judgeLoss(file, loss, interpreterOf(file));
            }
            return workspace.wanted;
          });
      found.push([...wanted]);
    }
    return found;
  },
};
