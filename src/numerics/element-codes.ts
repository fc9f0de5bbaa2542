// Compiled twice, as float-bin-layout.ts is: what the kernel calls the types of targets, weights and masks.

export const BOOL = 0;
export const UINT8 = 1;
export const INT8 = 2;
export const UINT16 = 3;
export const INT16 = 4;
export const UINT32 = 5;
export const INT32 = 6;
export const UINT64 = 7;
export const INT64 = 8;
export const FLOAT32 = 9;
export const FLOAT64 = 10;

// What a target says of an element of a sigmoid; a weight or a mask of any element: 0, 1, or OTHER.

export const NEGATIVE = 0;
export const POSITIVE = 1;
export const IGNORED = 2;
/** Something else, which the host looks into. */
export const OTHER = 3;

// And of a row of a softmax: its class, or

export const IGNORED_ROW = -1;
export const OTHER_ROW = -2;
/** Its weight is not finite. */
export const UNWEIGHTED_ROW = -3;
