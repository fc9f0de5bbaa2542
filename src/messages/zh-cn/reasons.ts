import type { reasons as english } from '../en/reasons';

export const reasons: typeof english = {};
