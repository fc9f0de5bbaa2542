import { en } from '../../src/messages/en';
import { languageOf, type Messages } from '../../src/messages/messages';
import { zhCn } from '../../src/messages/zh-cn';

/** Unit tests import parts of pages outside a document. */
const { document } = globalThis as {
  readonly document?: { readonly documentElement: { readonly lang: string } };
};

/** All sentences in the language of the page, which the extension wrote into its HTML. */
export const messages: Messages = { en, 'zh-cn': zhCn }[languageOf(document?.documentElement.lang)];
