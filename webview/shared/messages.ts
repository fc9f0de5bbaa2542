import { languageOf, type Messages, messagesIn } from '../../src/messages/messages';

/** Unit tests import parts of pages outside a document. */
const { document } = globalThis as {
  readonly document?: { readonly documentElement: { readonly lang: string } };
};

/** All sentences in the language of the page, which the extension wrote into its HTML. */
export const messages: Messages = messagesIn(languageOf(document?.documentElement.lang));
