export type ThemeColorName =
  | 'charts-blue'
  | 'charts-green'
  | 'charts-purple'
  | 'charts-red'
  | 'charts-yellow'
  | 'descriptionForeground'
  | 'editor-background'
  | 'editor-foreground'
  | 'foreground';

/** The colours of VS Code's default themes, for figures outside VS Code and for those exported in another theme. */
export const THEME_COLORS: Readonly<Record<'light' | 'dark', Readonly<Record<ThemeColorName, string>>>> = {
  light: {
    'charts-blue': '#0063d3',
    'charts-green': '#388a34',
    'charts-purple': '#652d90',
    'charts-red': '#e51400',
    'charts-yellow': '#bf8803',
    descriptionForeground: '#616161',
    'editor-background': '#ffffff',
    'editor-foreground': '#3b3b3b',
    foreground: '#3b3b3b',
  },
  dark: {
    'charts-blue': '#59a4f9',
    'charts-green': '#89d185',
    'charts-purple': '#b180d7',
    'charts-red': '#f14c4c',
    'charts-yellow': '#cca700',
    descriptionForeground: '#9d9d9d',
    'editor-background': '#1f1f1f',
    'editor-foreground': '#cccccc',
    foreground: '#cccccc',
  },
};
