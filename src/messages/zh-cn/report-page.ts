import type { reportPage as english } from '../en/report-page';

export const reportPage: typeof english = {};
