import type { Report } from '../report/report';
import { reportHtml } from './html';
import { reportMarkdown } from './markdown';

export type ReportFormat = 'html' | 'md' | 'json';

/** A report as a file of a format: its name, made of a title, and its text. */
export function reportFile(report: Report, title: string, format: ReportFormat) {
  return {
    format,
    suggestedName: `${title.replaceAll(/[\\/:*?"<>|,]+\s*/g, '_')}.report.${format}`,
    content: contentOf(report, format),
  };
}

function contentOf(report: Report, format: ReportFormat): string {
  if (format === 'html') {
    return reportHtml(report);
  }
  return format === 'md' ? reportMarkdown(report) : `${JSON.stringify(report, null, 2)}\n`;
}
