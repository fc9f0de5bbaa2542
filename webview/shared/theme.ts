import { css } from 'lit';

/** A colour of the theme that a curve, a bar or a dot can have. `value` is CSS. */
export interface ThemeColor {
  readonly id: ThemeColorId;
  readonly name: string;
  readonly value: string;
}

export const themeColorIds = ['foreground', 'blue', 'red', 'green', 'orange', 'purple', 'yellow'] as const;
export type ThemeColorId = (typeof themeColorIds)[number];

/** The chart colours that every VS Code theme defines, high contrast included. */
export const themeColors: Readonly<Record<ThemeColorId, ThemeColor>> = {
  foreground: { id: 'foreground', name: 'Foreground', value: 'var(--vscode-editor-foreground)' },
  blue: { id: 'blue', name: 'Blue', value: 'var(--vscode-charts-blue)' },
  red: { id: 'red', name: 'Red', value: 'var(--vscode-charts-red)' },
  green: { id: 'green', name: 'Green', value: 'var(--vscode-charts-green)' },
  orange: { id: 'orange', name: 'Orange', value: 'var(--vscode-charts-orange)' },
  purple: { id: 'purple', name: 'Purple', value: 'var(--vscode-charts-purple)' },
  yellow: { id: 'yellow', name: 'Yellow', value: 'var(--vscode-charts-yellow)' },
};

/**
 * Dash patterns (SVG `stroke-dasharray`) that tell curves apart without colour: in high contrast themes, in print and
 * for those who see few colours. The first is solid.
 */
export const dashPatterns = ['none', '8 4', '2 3', '10 3 2 3', '14 4', '5 3', '10 3 2 3 2 3', '1 4'] as const;

/** Typography, focus and form rhythm that all our elements share. Put it first in `static styles`. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h2,
  h3 {
    color: var(--vscode-foreground);
    font-size: 1em;
    font-weight: 600;
    margin: 0;
  }
  p {
    margin: 0;
  }
  var {
    font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', Cambria, Georgia, serif;
    font-style: italic;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  vscode-textfield,
  vscode-single-select {
    width: 100%;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .visually-hidden {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
  }
`;
