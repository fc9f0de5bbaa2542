/**
 * Control characters, and characters that reverse the direction of text: both can make a terminal show a text that is
 * not there.
 */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file with its control characters escaped as JSON escapes them, so that they steer no terminal, log or page. */
export function printableText(text: string): string {
  return text.replaceAll(CONTROLS, (character) => {
    const escaped = JSON.stringify(character).slice(1, -1);
    return escaped === character
      ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
      : escaped;
  });
}
