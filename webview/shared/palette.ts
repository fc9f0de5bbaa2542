export const THEME_COLOR_IDS = ['foreground', 'blue', 'orange', 'red', 'purple', 'green', 'yellow'] as const;
export type ThemeColorId = (typeof THEME_COLOR_IDS)[number];

/** A colour of the theme for a curve, a bar or a dot. `value` is CSS. */
export interface ThemeColor {
  readonly value: string;
}

/**
 * The chart colours that every VS Code theme defines, high contrast included. Orange is mixed here: the default of
 * `charts.orange` is the minimap's highlight, which is half transparent and too faint for a line.
 */
export const THEME_COLORS: Readonly<Record<ThemeColorId, ThemeColor>> = {
  foreground: { value: 'var(--vscode-editor-foreground)' },
  blue: { value: 'var(--vscode-charts-blue)' },
  red: { value: 'var(--vscode-charts-red)' },
  green: { value: 'var(--vscode-charts-green)' },
  orange: {
    value: 'color-mix(in oklab, var(--vscode-charts-red) 45%, var(--vscode-charts-yellow))',
  },
  purple: { value: 'var(--vscode-charts-purple)' },
  yellow: { value: 'var(--vscode-charts-yellow)' },
};

/**
 * Line patterns (SVG `stroke-dasharray`) that distinguish curves without colour: in high contrast themes, in print and
 * for colour-blind readers. The first is solid.
 */
export const DASH_PATTERNS = [
  'none',
  '9 4',
  '2 3',
  '10 3 2 3',
  '16 4',
  '5 2',
  '10 3 2 3 2 3',
  '1 4',
] as const;
