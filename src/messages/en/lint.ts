import { counted } from './words';

/** What the linter prints beside its messages. */
export const lint = {
  severities: { error: 'error', warning: 'warning', information: 'information' },
  summary: ({
    files,
    losses,
    errors,
    warnings,
    information,
  }: {
    files: number;
    losses: number;
    errors: number;
    warnings: number;
    information: number;
  }) =>
    `${counted(files, 'file')}, ${counted(losses, 'focal loss', 'focal losses')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(information, 'hint')}.`,
};
