import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { everyDiagnostic } from '../../../../src/code/rules/diagnostic';
import { RULES } from '../../../../src/code/rules/rules';
import { parser } from '../parse';
import { readIndex, readRulePage } from '../rule-pages';

const { imports } = await readIndex();

describe('the second place of a fault', () => {
  it.each([
    ['double-sigmoid', 'torch.sigmoid(logits)'],
    ['double-softmax', 'F.softmax(logits, dim=1)'],
    ['double-reduction', '((1 - p_t) ** gamma * ce).mean()'],
    ['alpha-on-negatives', 'self.alpha[targets.long()]'],
    ['reduced-before-modulation', '(1 - p_t) ** self.gamma'],
    ['clip-before-softmax', 'F.log_softmax(logits, dim=1)'],
    ['modulation-averaged', 'modulation * ce'],
  ])('of %s is %s', async (id, expected) => {
    const rule = RULES.find((each) => each.id === id);
    const page = rule && (await readRulePage(rule));
    const text = `${imports}\n${page?.wrong}`;
    const diagnosed = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
    const found = everyDiagnostic(diagnosed).find((diagnostic) => diagnostic.rule === id);
    const range = found?.related?.range;
    expect(range && text.slice(range.start, range.end)).toBe(expected);
  });
});

it('a fault of a constant stands there alone, with the first call that it is handed to', async () => {
  const text = `from torchvision.ops import sigmoid_focal_loss
FOCAL_GAMMA = -2.0
WEIGHT = 25
first = sigmoid_focal_loss(x, y, gamma=FOCAL_GAMMA)
again = sigmoid_focal_loss(x, y, gamma=FOCAL_GAMMA)
other = sigmoid_focal_loss(x, y, gamma=-1.0, alpha=WEIGHT)
`;
  const { atSites } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  const marked = atSites.map(({ rule, range, related }) => ({
    rule,
    marked: text.slice(range.start, range.end),
    related: related && text.slice(0, related.range.start).split('\n').length,
  }));
  expect(marked).toEqual([
    { rule: 'gamma-negative', marked: 'FOCAL_GAMMA = -2.0', related: 4 },
    { rule: 'gamma-negative', marked: 'gamma=-1.0', related: null },
    // A name that says nothing of focal loss is no place of its own.
    { rule: 'alpha-range', marked: 'alpha=WEIGHT', related: null },
  ]);
});
