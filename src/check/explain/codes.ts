import type { Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import type { KindId } from '../../messages/en/explanations';
import type { ExplanationFacts } from '../report/explanation';
import type { ReductionId } from './reductions';

/** Lines of PyTorch that cause a loss which is no formula of one element. */
const CODE_OF_KINDS: Readonly<Record<KindId, string>> = {
  'reduced-before-modulation':
    'ce = F.binary_cross_entropy_with_logits(logits, targets)  # the mean\np_t = torch.exp(-ce); loss = (1 - p_t) ** gamma * ce',
  'modulation-averaged': 'loss = ((1 - p_t) ** gamma).mean() * ce.mean()',
  'flattened-targets-broadcast': 'alpha_t = alpha.gather(0, targets.view(-1))  # (N,) against (N, 1)',
  'shapes-broadcast': 'loss = focal(logits, targets)  # (N, 1) against (N,) is (N, N)',
  'ignored-as-negatives': 'targets = (labels == 1).float()',
  'ignored-counted': 'loss = focal(logits, labels.float()).mean()',
  'background-left-out': 'loss = torch.where(targets > 0, loss, 0)',
  'double-softmax': 'ce = F.cross_entropy(torch.softmax(logits, 1), targets)',
  'one-vs-rest': 'loss = sigmoid_focal_loss(logits, F.one_hot(targets, classes).float())',
  'softmax-one-vs-rest': 'loss = binary_focal(torch.softmax(logits, 1), F.one_hot(targets, classes).float())',
};

const CODE_OF_REDUCTIONS: Readonly<Partial<Record<ReductionId, string>>> = {
  mean: 'loss = loss[valid].mean()',
  sum: 'loss = loss.sum()',
  meanOverPositives: 'loss = loss.sum() / positives.clamp(min=1)',
  meanOverAll: 'loss = loss.mean()',
  meanOverRows: 'loss = loss.sum(1).mean()',
  meanOverExamples: 'loss = loss.sum() / len(logits)',
  positivesPlusOne: 'loss = loss.sum() / (positives + 1)',
  sumOverPositivesAndQueries: 'loss = loss.mean(1).sum() / positives',
  maskedMean: 'loss = (one_hot * loss).mean()',
  sumOfWeights: 'loss = loss.sum() / alpha_t.sum()',
  sumOfModulation: 'loss = loss.sum() / ((1 - p_t) ** gamma).sum()',
  sideMeans: 'loss = loss[targets == 1].mean() + loss[targets == 0].mean()',
  imageMeansOverPositives: 'loss = (loss.flatten(1).sum(1) / positives_of_image.clamp(min=1)).mean()',
  maskedMeanOfForeground: 'loss = (one_hot * loss)[:, 1:].mean()',
  sumOfBatchMeans: 'epoch_loss += loss.item()  # and no division by len(loader)',
  movingPositives:
    'normalizer = 0.9 * normalizer + 0.1 * max(positives, 1)  # starts at 100\nloss = loss.sum() / normalizer',
  meanOverExamplesTwice: 'loss = loss.mean() / len(logits)',
  batchMeans: 'epoch_loss += loss.item(); epoch_loss / len(loader)',
  lastBatchDropped: 'DataLoader(dataset, drop_last=True)',
};

/** Returns the lines of code that cause a loss. The last one reduces it. */
export function codeOf({ id, reduction }: Pick<ExplanationFacts, 'id' | 'reduction'>): string {
  const variants: readonly Variant[] = VARIANTS;
  const variant = variants.find((each) => each.id === id);
  const kinds: Readonly<Record<string, string>> = CODE_OF_KINDS;
  const loss = variant?.code.pytorch ?? kinds[id];
  return [loss, CODE_OF_REDUCTIONS[reduction]].filter((line) => line !== undefined).join('\n');
}
