import { counted } from './words';

/** What the linter prints beside its messages. */
export const lint = {
  /** Stands before the rule of a fault that was mended in the file. */
  fixed: 'fixed',
  severities: { error: 'error', warning: 'warning', information: 'information' },
  summary: ({
    files,
    losses,
    errors,
    warnings,
    information,
    fixed,
  }: {
    files: number;
    losses: number;
    errors: number;
    warnings: number;
    information: number;
    fixed: number;
  }) =>
    `${counted(files, 'file')}, ${counted(losses, 'focal loss', 'focal losses')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(information, 'hint')}${fixed > 0 ? `, ${fixed} fixed` : ''}.`,
};
