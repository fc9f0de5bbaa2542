import { beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../../../src/check/render/html';
import { reportMarkdown } from '../../../src/check/render/markdown';
import { PLAIN, reportText } from '../../../src/check/render/text';
import type { Report, Statement } from '../../../src/check/report/report';
import { en } from '../../../src/messages/en';
import { reportedSentences } from '../../../src/messages/finding';
import type { Messages } from '../../../src/messages/messages';
import { zhCn } from '../../../src/messages/zh-cn';
import { type ArrayText, check, vector } from '../check/tensors';
import { pseudoMessages } from './pseudo-locale';

const half = vector([0, 1, 0, 1, 0, 1]);
const logits = vector([-3, 2, 0.5, -1, -4, 1]);

/** Arrays with many faults between them. */
const FAULTS: readonly Readonly<Record<string, ArrayText>>[] = [
  {
    logits: vector([1, Number.NaN, -2, 70_000, 0.5, 3]),
    targets: vector([1, 0, 3, 0, 255, 1]),
    weight: vector([1, 2]),
  },
  { logits, targets: half, loss: vector([9, 9, 9, 9, 9, 9]), gradient: vector([1, -1, -1, 1, 1, 1]) },
  { logits, targets: half, loss: { shape: [], data: [123] }, weight: vector([1, 0, 1, 0, 1, 0]) },
  { logits: vector([0.2, 0.9, 0.4, 0.3]), targets: vector([0, 1, 0, 1]) },
  { probs: vector([-2, 3, 0.5, 0.1]), targets: vector([0, 1, 0, 1]) },
  { logits: vector([1, -1, 2]), targets: vector([0, 0, 0]) },
  { logits: vector([1, 1, 1]), targets: vector([0, 1, 0.5]) },
  { logits: { shape: [6, 1], data: logits.data }, targets: half },
  {
    logits: { shape: [5, 4], data: [4, 0, 1, -2, 3, 0, 2, -1, 0, 0, 5, 1, 2, 0, 1, 3, 9, 0, 2, 1] },
    targets: vector([0, 2, 2, 3, 7], 'int64'),
  },
  {
    logits: vector(Array.from({ length: 400 }, (_, at) => (at < 200 ? 6 : -6))),
    targets: vector(Array.from({ length: 400 }, (_, at) => (at < 150 || at === 399 ? 1 : 0))),
  },
  {
    logits: vector(Array.from({ length: 300 }, (_, at) => 0.01 * Math.sin(at))),
    targets: vector(Array.from({ length: 300 }, (_, at) => (at < 3 ? 1 : 0))),
  },
];

const RENDERERS: Readonly<Record<string, (report: Report, messages: Messages) => string>> = {
  text: (report, messages) => reportText(report, messages, PLAIN),
  Markdown: reportMarkdown,
  HTML: (report, messages) =>
    reportHtml(report, messages)
      .replaceAll(/<style>.*?<\/style>/gs, ' ')
      .replaceAll(/ aria-label="([^"]*)"/g, (_, text) => ` >${text}<`)
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/<|&[a-z#0-9]+;/g, ' '),
};

/** Removes the data of a report: names of files and arrays, types and ids. */
function withoutData(text: string, report: Report): string {
  const data = [
    ...allFindings(report).map(({ id }) => id),
    ...report.inputs.flatMap(({ file, array, dtype }) => [file, array, dtype]),
  ].sort((one, other) => other.length - one.length);
  return data.reduce((rest, one) => rest.replaceAll(one, ''), text.replaceAll('\\', ''));
}

/** The findings and what follows from them. */
function allFindings({ findings }: Report): Statement[] {
  return findings.flatMap((finding) => [finding, ...finding.consequences]);
}

describe('a report', () => {
  const reports: Report[] = [];
  beforeAll(async () => {
    for (const arrays of FAULTS) {
      reports.push(await check(arrays));
    }
  });

  it('has many findings between these arrays', () => {
    const ids = new Set(reports.flatMap(allFindings).map(({ id }) => id));
    expect(ids.size).toBeGreaterThanOrEqual(15);
  });

  it.each(Object.entries(RENDERERS))('takes all its words from the messages, as %s', (_name, render) => {
    const pseudo = pseudoMessages();
    for (const report of reports) {
      expect(withoutData(render(report, pseudo), report).match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
    }
  });

  it('says in English what its JSON says', () => {
    for (const finding of reports.flatMap(allFindings)) {
      const { title, seen, means, fix } = finding;
      expect(reportedSentences(en.findings, finding)).toEqual({ title, seen, means, fix });
    }
  });

  it.each(Object.entries(RENDERERS))('leaves no English sentence in Chinese, as %s', (_name, render) => {
    for (const report of reports) {
      const text = withoutData(render(report, zhCn), report);
      expect(text).toMatch(/\p{Script=Han}/u);
      expect(text.match(/\b[a-z]{3,} [a-z]{2,} [a-z]{2,}\b/g) ?? []).toEqual([]);
      expect(text).not.toContain('undefined');
    }
  });

  it('of an earlier version, without facts, is said in its own words', async () => {
    const [finding] = (await check(FAULTS[0] ?? {})).findings;
    if (finding === undefined) {
      throw new Error('there is no finding');
    }
    const { facts: _, ...earlier } = finding;
    expect(reportedSentences(zhCn.findings, earlier)).toMatchObject({ title: finding.title });
  });
});

/** Texts of the English messages beside those of the Chinese ones, with their places. */
function* pairs(english: unknown, chinese: unknown, place = ''): Generator<[string, string, string]> {
  if (typeof english === 'string' && typeof chinese === 'string') {
    yield [place, english, chinese];
  } else if (typeof english === 'object' && english !== null) {
    const others = new Map(Object.entries(chinese ?? {}));
    for (const [key, value] of Object.entries(english)) {
      yield* pairs(value, others.get(key), `${place}/${key}`);
    }
  }
}

/** Terms, symbols and names that are the same in Chinese. */
const SAME = /^(?:[Ll]ogits?|sigmoid|softmax|p_t(?: > 0\.5)?|FL\*?|dtype|Viridis|α|γ|β|[A-Z]{2,5}|[\W\d]*)$/;

describe('every Chinese message', () => {
  it('has Chinese characters where the English one has words', () => {
    const bare = [...pairs(en, zhCn)]
      .filter(([place]) => place !== '/tag')
      .filter(([, english, chinese]) => !SAME.test(english) && !/\p{Script=Han}/u.test(chinese));
    expect(bare).toEqual([]);
  });
});
