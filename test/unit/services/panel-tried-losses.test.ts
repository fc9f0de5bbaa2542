import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/check/report/report';
import type { ToReportPage } from '../../../src/protocol/report';
import type { LossSource } from '../../../src/services/list-losses-input';
import { PanelTriedLosses, type TriedLosses } from '../../../src/services/panel-tried-losses';
import type { TriedAt } from '../../../src/services/try-losses-input';
import { check, validateReport, vector } from '../check/tensors';

const LOSS: TriedAt = {
  ...{ uri: 'file:///loss.py', file: 'loss.py', name: 'focal_loss', cell: null, line: 1, variant: null },
  runs: [{ settings: [], value: 0.25, elements: 1 }],
};

const TRIED: TriedLosses = { losses: [LOSS], imported: ['file:///terms.py'] };

/** A panel, and a workspace whose runs end when the test lets them. */
class Panel {
  text = 'a';
  readonly sent: ToReportPage[] = [];
  readonly runs: { readonly signal: AbortSignal; end(tried: TriedLosses): void }[] = [];
  readonly losses: PanelTriedLosses;

  constructor(public report: Report) {
    this.losses = new PanelTriedLosses(
      {
        sources: async () => this.sources(),
        tryAll: (_settings, _report, _sources, signal) =>
          new Promise((resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
            this.runs.push({ signal, end: resolve });
          }),
      },
      {
        settings: () => ({ files: [], choices: {}, parameters: {}, watch: false }),
        report: () => this.report,
        send: (message) => this.sent.push(message),
      },
    );
  }

  private sources(): LossSource[] {
    const code = { text: this.text, grammar: 'python' as const, cells: null, imports: [] };
    return [{ uri: LOSS.uri, file: LOSS.file, code }];
  }

  /** Asks for the losses; resolves once their run has begun or is not needed. */
  async ask(): Promise<void> {
    void this.losses.run();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

async function panel(): Promise<Panel> {
  return new Panel(await check({ logits: vector([1, -1]), targets: vector([1, 0]) }));
}

describe('the losses of the workspace in a report panel', () => {
  it('are run once for a report and the same code, and again after an edit', async () => {
    const shown = await panel();
    await shown.ask();
    await shown.ask();
    expect(shown.runs).toHaveLength(1);
    shown.runs[0]?.end(TRIED);
    await shown.ask();
    expect(shown.sent).toEqual([{ type: 'triedLosses', losses: [LOSS] }]);
    // Explanations that are added leave the data of the report as they are.
    shown.report = { ...shown.report };
    shown.losses.reportChanged();
    await shown.ask();
    expect(shown.runs).toHaveLength(1);
    shown.text = 'b';
    await shown.ask();
    expect(shown.runs).toHaveLength(2);
  });

  it('are run again when a file is saved that they import, and no other', async () => {
    const shown = await panel();
    await shown.ask();
    shown.runs[0]?.end(TRIED);
    await shown.ask();
    await shown.losses.fileChanged('file:///train.py');
    expect(shown.runs).toHaveLength(1);
    void shown.losses.fileChanged('file:///terms.py');
    await shown.ask();
    expect(shown.runs).toHaveLength(2);
  });

  it('are part of the report that is saved', async () => {
    const shown = await panel();
    await shown.ask();
    expect(shown.losses.addedTo(shown.report)).toBe(shown.report);
    shown.runs[0]?.end(TRIED);
    await shown.ask();
    const saved = shown.losses.addedTo(shown.report);
    validateReport(saved);
    expect(saved.triedLosses).toMatchObject([{ file: 'loss.py', name: 'focal_loss' }]);
  });

  it('are taken back with the report, and a run that goes on ends', async () => {
    const shown = await panel();
    await shown.ask();
    shown.report = { ...shown.report, inputs: [...shown.report.inputs] };
    shown.losses.reportChanged();
    expect(shown.runs[0]?.signal.aborted).toBe(true);
    expect(shown.sent).toEqual([{ type: 'triedLosses', losses: [] }]);
    await shown.ask();
    expect(shown.runs).toHaveLength(2);
  });
});
