import type { figures as english } from '../en/figures';

export const figures: typeof english = {};
