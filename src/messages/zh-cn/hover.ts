import type { hover as english } from '../en/hover';

export const hover: typeof english = {};
