import type { plot as english } from '../en/plot';

export const plot: typeof english = {};
