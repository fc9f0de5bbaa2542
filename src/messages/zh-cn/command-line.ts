import type { commandLine as english } from '../en/command-line';
import type { Translated } from '../sentence';

export const commandLine: Translated<typeof english> = {};
