import { numberText } from '../../format/number-text';

/** Labels of the parts that several pages share. */
export const pages = {
  copyFigure: 'Copy the figure',
  copyAs: 'Copy as',
  copyAsFormat: (format: string) => `Copy as ${format}`,
  saveFigure: 'Save the figure',
  reading: 'Reading…',
  saveAs: 'Save as',
  saveAsFormat: (format: string) => `Save as ${format}`,
  exportColours: 'Colours',
  appearances: {
    asShown: 'as shown',
    light: 'light',
    dark: 'dark',
    lightTransparent: 'light, transparent',
    darkTransparent: 'dark, transparent',
  },
  pngCopied: 'PNG image copied.',
  noPicturesOnClipboard: (reason: string) =>
    `This window does not let pictures onto the clipboard (${reason}); save it instead.`,
  noFigureYet: 'There is no figure to export yet.',
  noCanvas: 'This window has no canvas to draw the PNG on.',
  pictureTooLarge: 'The picture is too large for a PNG.',
  numberFromTo: (name: string, minimum: number, maximum: number) =>
    `${name} is a number from ${numberText(minimum)} to ${numberText(maximum)}.`,
  cancel: 'Cancel',
  colours: {
    foreground: 'Foreground',
    blue: 'Blue',
    red: 'Red',
    green: 'Green',
    orange: 'Orange',
    purple: 'Purple',
    yellow: 'Yellow',
  },
};
