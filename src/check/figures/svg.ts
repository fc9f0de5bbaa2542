const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for HTML and SVG: file and array names may contain any character. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element as text. Its content is SVG, its attributes are escaped. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value ?? '')}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** A text in the colour of the axes, unless the attributes say another one. */
export function label(text: string, attributes: Attributes): string {
  return element('text', { fill: 'var(--vscode-descriptionForeground)', ...attributes }, escaped(text));
}

/** The figure around its marks. */
export function root(width: number, height: number, content: string): string {
  return element(
    'svg',
    {
      viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
      width,
      height,
      'font-family': 'var(--vscode-font-family)',
      'font-size': FONT_SIZE,
      role: 'img',
    },
    content,
  );
}

/** Pixels. */
export const FONT_SIZE = 12;

/** About the width of a text in pixels. */
export function widthOf(text: string): number {
  // Chinese characters are as wide as they are high.
  return [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 1 : 0.56) * FONT_SIZE, 0);
}

function rounded(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}
