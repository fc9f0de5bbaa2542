import { en } from '../../../src/messages/en';
import type { Messages } from '../../../src/messages/messages';

/**
 * Messages without a single Latin letter, facts included: letters that are left in a text made with them did not come
 * out of the messages.
 */
export function pseudoMessages(): Messages {
  return withoutLetters(en);
}

/** The same tree, whose texts have lost their letters; `T` is one of strings, functions that return them, and objects. */
function withoutLetters<T>(messages: T): T;
function withoutLetters(messages: unknown): unknown {
  if (typeof messages === 'string') {
    return messages.replaceAll(/[A-Za-z]/g, '');
  }
  if (typeof messages === 'function') {
    return (...facts: unknown[]) => withoutLetters(messages(...facts));
  }
  if (typeof messages === 'object' && messages !== null && !Array.isArray(messages)) {
    return Object.fromEntries(
      Object.entries(messages).map(([name, message]) => [name, withoutLetters(message)]),
    );
  }
  return messages;
}
