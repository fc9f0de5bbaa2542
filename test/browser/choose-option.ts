import { errors, type Frame } from 'playwright-core';

/** Milliseconds. */
const LIMIT = 30_000;
const ONE_TRY = 3_000;

/**
 * Chooses an option of a drop-down list. Opens the list again when the page moved under the pointer and the click missed
 * the option.
 */
export async function chooseOption(page: Frame, label: string, option: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label, exact: true });
  const choice = page.getByRole('option', { name: option, exact: true });
  const limit = Date.now() + LIMIT;
  for (;;) {
    try {
      if ((await list.getAttribute('aria-expanded')) !== 'true') {
        await list.click({ timeout: ONE_TRY });
      }
      await choice.click({ timeout: ONE_TRY });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || Date.now() > limit) {
        throw error;
      }
    }
  }
}
