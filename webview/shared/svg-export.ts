import { THEME_COLORS, type ThemeColorName } from '../../src/check/figures/theme-colors';
import { messages } from './messages';
import { type SvgLegendEntry, svgLegend } from './svg-legend';

/** The colours of an exported figure: those on the screen, or those of VS Code's default themes with or without a ground. */
export const APPEARANCES = ['asShown', 'light', 'dark', 'lightTransparent', 'darkTransparent'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const THEMES: Readonly<Record<Appearance, 'light' | 'dark' | null>> = {
  asShown: null,
  light: 'light',
  dark: 'dark',
  lightTransparent: 'light',
  darkTransparent: 'dark',
};

/** Presentation properties that the theme may set. An exported picture must contain their values. */
const PRESENTATION_PROPERTIES = [
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'opacity',
  'paint-order',
  'stroke',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'dominant-baseline',
] as const;

/**
 * The SVG as a separate document: CSS variables and inherited styles are replaced by their values on the screen, and the
 * theme's background is added unless the figure shall be transparent, and the legend above the figure. `svg` must be in the page's document, since styles
 * are computed only there.
 */
export function standaloneSvg(
  svg: SVGSVGElement,
  appearance: Appearance,
  legend: readonly SvgLegendEntry[],
): string {
  const theme = THEMES[appearance];
  return theme === null
    ? resolved(svg, true, legend)
    : inTheme(svg, theme, () => resolved(svg, appearance === theme, legend));
}

/** Runs `act` while the element that holds the figure has the colours of a default theme. Nothing is painted meanwhile. */
function inTheme<Result>(svg: SVGSVGElement, theme: 'light' | 'dark', act: () => Result): Result {
  const root = svg.getRootNode();
  const style = root instanceof ShadowRoot ? (root.host as HTMLElement).style : svg.style;
  const colors = Object.entries(THEME_COLORS[theme]) as [ThemeColorName, string][];
  for (const [name, color] of colors) {
    style.setProperty(`--vscode-${name}`, color);
  }
  try {
    return act();
  } finally {
    for (const [name] of colors) {
      style.removeProperty(`--vscode-${name}`);
    }
  }
}

function resolved(svg: SVGSVGElement, hasGround: boolean, entries: readonly SvgLegendEntry[]): string {
  const { x, y, width, height } = svg.viewBox.baseVal;
  const legend = svgLegend(entries, width);
  const top = y - legend.height;
  legend.group.setAttribute('transform', `translate(${x}, ${top})`);
  const copy = withResolvedStyles(svg, legend.group);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height + legend.height));
  copy.setAttribute('viewBox', [x, top, width, height + legend.height].join(' '));
  if (hasGround) {
    const backdrop = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    backdrop.setAttribute('width', '100%');
    backdrop.setAttribute('height', '100%');
    backdrop.setAttribute('fill', getComputedStyle(svg).getPropertyValue('--vscode-editor-background'));
    backdrop.setAttribute('x', String(x));
    backdrop.setAttribute('y', String(top));
    copy.prepend(backdrop);
  }
  return new XMLSerializer().serializeToString(copy);
}

/** A copy of the figure with a further group. The group is in the figure meanwhile, since styles are computed only there. */
function withResolvedStyles(svg: SVGSVGElement, group: SVGGElement): SVGSVGElement {
  svg.append(group);
  try {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
    const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
    originals.forEach((original, index) => {
      const target = copies[index];
      if (target !== undefined) {
        resolveStyles(original, target);
      }
    });
    return copy;
  } finally {
    group.remove();
  }
}

/** Draws a standalone SVG as PNG. With a `scale` of 2 the picture is sharp on paper and on dense screens. */
export async function rasterise(standalone: string, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error(messages.pages.noCanvas);
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error(messages.pages.pictureTooLarge)) : resolve(blob)),
      'image/png',
    ),
  );
}

function resolveStyles(original: SVGElement, target: SVGElement): void {
  const computed = getComputedStyle(original);
  for (const property of PRESENTATION_PROPERTIES) {
    target.setAttribute(property, computed.getPropertyValue(property));
  }
  target.removeAttribute('class');
  target.removeAttribute('style');
}
