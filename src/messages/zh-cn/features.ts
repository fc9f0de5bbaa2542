import type { features as english } from '../en/features';

export const features: typeof english = {};
