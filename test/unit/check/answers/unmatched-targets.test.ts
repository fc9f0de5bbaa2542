import { describe, expect, it } from 'vitest';
import {
  misleadingFindingIn,
  misleadingText,
  unmatchedTargetsIn,
  worthlessText,
} from '../../../../src/check/answers/unmatched-targets';
import { en } from '../../../../src/messages/en';
import { zhCn } from '../../../../src/messages/zh-cn';
import { drawnBy, reportOf } from '../derive/answers';
import { check, vector } from '../tensors';

describe('answers of predictions and targets', () => {
  const { logits, targets } = drawnBy(400, (logit) => 3 * logit);

  it('mislead where the targets are the wrong way round, as is said in each language', async () => {
    const report = await reportOf(
      logits,
      targets.map((target) => 1 - target),
    );
    const finding = unmatchedTargetsIn(report) ?? expect.unreachable('No finding says so.');
    expect(finding.facts).toMatchObject({ repair: { how: { kind: 'inverted' } } });
    expect(misleadingText(finding, en)).toBe(
      'Predictions and targets do not seem to belong together ("Labels or scores are the wrong way round"), and an answer from them would mislead.',
    );
    expect(misleadingText(finding, zhCn)).toBe(
      '预测与目标值似乎并不对应（“标签或得分的方向相反”），由它们得出的解答会误导人。',
    );
  });

  it('mislead where logits are read as probabilities', async () => {
    const arrays = { logits: vector(logits), targets: vector(targets) };
    const report = await check(arrays, { choices: { input: 'probabilities' } });
    const finding = misleadingFindingIn(report) ?? expect.unreachable('No finding says so.');
    expect(misleadingText(finding, en)).toMatch(/^The values are not what they were taken for/);
    expect(worthlessText(report, en)).toMatch(/says nothing of the model\.$/);
  });

  it('do not where they belong together', async () => {
    expect(unmatchedTargetsIn(await reportOf(logits, targets))).toBeNull();
  });
});
