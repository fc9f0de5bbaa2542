import type { progress as english } from '../en/progress';
import type { Translated } from '../sentence';

export const progress: Translated<typeof english> = {};
