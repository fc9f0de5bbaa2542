import type { progress as english } from '../en/progress';

export const progress: typeof english = {};
