import type { findings as english } from '../en/findings';

export const findings: typeof english = {};
