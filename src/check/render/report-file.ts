import type { Messages } from '../../messages/messages';
import type { Report } from '../report/report';
import { reportHtml } from './html';
import { reportMarkdown } from './markdown';

export type ReportFormat = 'html' | 'md' | 'json';

/** A report as a file of a format: its name, made of a title, and its text. */
export function reportFile(report: Report, title: string, format: ReportFormat, messages: Messages) {
  return {
    format,
    suggestedName: `${title.replaceAll(/[\\/:*?"<>|,]+\s*/g, '_')}.report.${format}`,
    content: contentOf(report, format, messages),
  };
}

function contentOf(report: Report, format: ReportFormat, messages: Messages): string {
  if (format === 'html') {
    return reportHtml(report, messages);
  }
  return format === 'md' ? reportMarkdown(report, messages) : `${JSON.stringify(report, null, 2)}\n`;
}
