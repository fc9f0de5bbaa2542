// Compiled twice, like float-bin-layout.ts: the kernel's numbers of the types of targets, weights and masks.

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

// Code of a sigmoid's target, and of any weight or mask: 0, 1, or OTHER.

export const NEGATIVE = 0;
export const POSITIVE = 1;
export const IGNORED = 2;
/** Any other value, which the host examines. */
export const OTHER = 3;

// Code of a softmax row: its class, or one of these.

export const IGNORED_ROW = -1;
export const OTHER_ROW = -2;
/** The weight of the row is not finite. */
export const UNWEIGHTED_ROW = -3;
