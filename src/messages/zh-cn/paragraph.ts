/** Several sentences, one after another; empty ones are left out. */
export const paragraph = (sentences: readonly string[]): string =>
  sentences.filter((sentence) => sentence !== '').join('');
