import type { conventions as english } from '../en/conventions';

export const conventions: typeof english = { note: ({ zhCn }) => zhCn };
