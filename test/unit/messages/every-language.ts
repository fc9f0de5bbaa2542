import { expect } from 'vitest';
import type { Statement } from '../../../src/check/report/report';
import { reportedSentences } from '../../../src/messages/finding';
import { zhCn } from '../../../src/messages/zh-cn';
import { pseudoMessages } from './pseudo-locale';

const pseudo = pseudoMessages().findings;
const chinese = zhCn.findings;

/** Expects that a finding was made, that its words are messages, and that its facts hold no English sentence. */
export function expectSaidInEveryLanguage(finding: Statement | undefined): void {
  if (finding === undefined) {
    throw new Error('The finding was not made.');
  }
  expect(Object.values(reportedSentences(pseudo, finding)).join(' ')).not.toMatch(/[A-Za-z]/);
  for (const sentence of Object.values(reportedSentences(chinese, finding))) {
    expect(sentence).toMatch(/\p{Script=Han}/u);
    expect(sentence).not.toMatch(/\b[a-z]{3,} [a-z]{2,} [a-z]{2,}\b|undefined/);
  }
}
