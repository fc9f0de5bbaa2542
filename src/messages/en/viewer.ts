import { countText } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import { counted } from './words';

/** Labels and sentences of the tensor viewer. */
export const viewer = {
  opening: 'Opening…',
  showFirst: 'show the first',
  showFirstOf: (what: string) => `${what}: show the first`,
  nanColour: 'NaN and infinite values are magenta.',
  parameterCount: (count: string) => `${count} parameters`,
  valueCount: (count: string) => `${count} values`,
  checkWithFocalLoss: 'Check with focal loss',
  allValuesOf: (array: string) => `All values of ${array}`,
  cannotBeShown: 'This file cannot be shown',
  tryAgain: 'Try again',
  arrays: 'Arrays',
  arrayCount: (all: number) => counted(all, 'array'),
  arraysWithUnreadable: (all: number, unreadable: number) =>
    `${counted(all, 'array')}, ${countText(unreadable)} of which cannot be read`,
  arraysShown: (shown: number, all: number) => `${countText(shown)} of ${counted(all, 'array')}`,
  readAgain: 'read again, because the file changed',
  cannotBeRead: (reason: string) => `Cannot be read: ${reason}`,
  filterArrays: 'Filter arrays by name',
  filterByName: 'Filter by name',
  goToIndex: 'Go to index',
  showAs: 'Show as',
  table: 'Table',
  heatMap: 'Heat map',
  image: 'Image',
  colours: 'Colours',
  colourScales: { viridis: 'Viridis', diverging: 'Blue to red around 0', grey: 'Grey' },
  rows: 'Rows',
  columns: 'Columns',
  row: 'Row',
  axis: (axis: number, length: number) => `Axis ${axis} (length ${countText(length)})`,
  stepBack: (label: string) => `${label}: back`,
  stepOn: (label: string) => `${label}: on`,
  typeIndex: 'Type an index.',
  typeIndices: (example: string) => `Type an index for each axis, such as ${example}, or one flat index.`,
  axesOfArray: (axes: number, example: string) =>
    `The array has ${axes} axes; type an index for each axis, such as ${example}, or one flat index.`,
  arrayIsEmpty: 'There is nothing to go to: the array is empty.',
  axisIsEmpty: (axis: number) => `There is nothing to go to: axis ${axis} is empty.`,
  outsideArray: (given: number, last: number) => `${given} is outside: the array goes from 0 to ${last}.`,
  outsideAxis: (given: number, axis: number, last: number) =>
    `${given} is outside: axis ${axis} goes from 0 to ${last}.`,
  sliceIsEmpty: 'This slice is empty.',
  heatMapOf: (array: string, rows: number, columns: number) =>
    `Heat map of ${array}, ${rows} rows by ${columns} columns`,
  imageOf: (array: string, rows: number, columns: number) =>
    `Image of ${array}, ${rows} rows by ${columns} columns`,
  sampled: (drawn: Extent, all: Extent) =>
    `${countText(drawn.rows)} of ${countText(all.rows)} rows and ${countText(drawn.columns)} of ${countText(all.columns)} columns are drawn.`,
  clickForValue: 'Click to see a value in the table.',
  valuesOf: (array: string) => `Values of ${array}`,
  selectedValues: 'Selected values',
  copySelected: 'Copy the selected values',
  exportSelected: 'Export the selected values as CSV',
  allDigits: 'All digits',
  onlySeenCopied:
    'Only values that have been on the screen can be copied; export the selection as CSV instead.',
  statisticsRunning: 'Statistics are computed',
  cancelled: 'Cancelled.',
  readsAll: (bytes: string) => `Reads all ${bytes} of the array.`,
  computeStatistics: 'Compute statistics',
  minimum: 'Minimum',
  maximum: 'Maximum',
  mean: 'Mean',
  standardDeviation: 'Standard deviation',
  infinite: 'Infinite',
  zero: 'Zero',
  elements: 'Elements',
  noFiniteValue: 'no finite value',
  histogramAsTable: 'Histogram as a table',
  valuesInBars: 'Values in each bar',
  from: 'From',
  to: 'To',
  count: 'Count',
  histogramOf: (array: string, most: number, from: number, to: number) =>
    `Histogram of ${array}: most values, ${countText(most)}, lie from ${numberText(from)} to ${numberText(to)}.`,
};

interface Extent {
  readonly rows: number;
  readonly columns: number;
}
