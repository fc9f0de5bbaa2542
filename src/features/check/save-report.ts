import { reportHtml } from '../../check/render/html';
import { reportMarkdown } from '../../check/render/markdown';
import type { Report } from '../../check/report/report';
import { performExport } from '../webview-export';

/** Asks where a report shall be saved, and saves it. */
export function saveReport(report: Report, title: string, format: 'html' | 'md' | 'json') {
  return performExport({
    type: 'saveFile',
    format,
    suggestedName: `${title.replaceAll(/[\\/:*?"<>|,]+\s*/g, '_')}.report.${format}`,
    content: contentOf(report, format),
  });
}

function contentOf(report: Report, format: 'html' | 'md' | 'json'): string {
  if (format === 'html') {
    return reportHtml(report);
  }
  return format === 'md' ? reportMarkdown(report) : `${JSON.stringify(report, null, 2)}\n`;
}
