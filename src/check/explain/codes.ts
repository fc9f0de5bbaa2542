import type { Framework, Variant } from '../../loss/variants/variant';
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
  'alpha-twice': 'loss = alpha_t * sigmoid_focal_loss(logits, targets, alpha)',
  'one-vs-rest-of-foreground':
    'loss = sigmoid_focal_loss(logits[:, 1:], F.one_hot(targets, classes)[:, 1:].float())',
  'one-hot-plus-1e-6':
    'p = torch.softmax(logits, 1) + 1e-8\nloss = ((F.one_hot(targets, classes) + 1e-6) * -((1 - p) ** gamma) * p.log()).sum(1)',
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
  sumOfBatchMeans: 'epoch_loss += loss.item()',
  movingPositives: 'normalizer = 0.9 * normalizer + 0.1 * max(positives, 1)\nloss = loss.sum() / normalizer',
  meanOverExamplesTwice: 'loss = loss.mean() / len(logits)',
  batchMeans: 'epoch_loss += loss.item(); epoch_loss / len(loader)',
  lastBatchDropped: 'DataLoader(dataset, drop_last=True)',
};

/** The same lines in NumPy. JAX has them too, under another name of the module. */
const NUMPY_OF_REDUCTIONS: Readonly<Partial<Record<ReductionId, string>>> = {
  mean: 'loss = loss[valid].mean()',
  sum: 'loss = loss.sum()',
  meanOverPositives: 'loss = loss.sum() / np.maximum(positives, 1)',
  meanOverAll: 'loss = loss.mean()',
  meanOverRows: 'loss = loss.sum(1).mean()',
  meanOverExamples: 'loss = loss.sum() / len(logits)',
  positivesPlusOne: 'loss = loss.sum() / (positives + 1)',
  maskedMean: 'loss = (one_hot * loss).mean()',
};

const KERAS_OF_REDUCTIONS: Readonly<Partial<Record<ReductionId, string>>> = {
  mean: 'loss = keras.ops.mean(loss[valid])',
  sum: 'loss = keras.ops.sum(loss)',
  meanOverPositives: 'loss = keras.ops.sum(loss) / keras.ops.maximum(positives, 1)',
  meanOverAll: 'loss = keras.ops.mean(loss)',
  meanOverRows: 'loss = keras.ops.mean(keras.ops.sum(loss, axis=1))',
  meanOverExamples: 'loss = keras.ops.sum(loss) / keras.ops.shape(logits)[0]',
  positivesPlusOne: 'loss = keras.ops.sum(loss) / (positives + 1)',
  maskedMean: 'loss = keras.ops.mean(one_hot * loss)',
};

/** Names of the frameworks. */
export const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras',
  jax: 'JAX',
  numpy: 'NumPy',
};

/** The frameworks of the code, the most usual first. */
export const FRAMEWORKS = ['pytorch', 'keras', 'jax', 'numpy'] as const satisfies readonly Framework[];

/**
 * Returns the lines of code that cause a loss; the last one reduces it.
 * @returns null where the framework has no line for the loss
 */
export function codeIn(
  framework: Framework,
  { id, reduction }: Pick<ExplanationFacts, 'id' | 'reduction'>,
): string | null {
  const variants: readonly Variant[] = VARIANTS;
  const variant = variants.find((each) => each.id === id);
  const kinds: Readonly<Record<string, string>> = CODE_OF_KINDS;
  const loss = variant?.code[framework] ?? (framework === 'pytorch' ? kinds[id] : undefined);
  const reduced = reductionIn(framework, reduction);
  const isWhole =
    framework === 'pytorch' || (loss !== undefined && (reduced !== undefined || reduction === 'none'));
  return isWhole ? [loss, reduced].filter((line) => line !== undefined).join('\n') : null;
}

function reductionIn(framework: Framework, reduction: ReductionId): string | undefined {
  switch (framework) {
    case 'pytorch':
      return CODE_OF_REDUCTIONS[reduction];
    case 'keras':
      return KERAS_OF_REDUCTIONS[reduction];
    case 'jax':
      return NUMPY_OF_REDUCTIONS[reduction]?.replaceAll('np.', 'jnp.');
    case 'numpy':
      return NUMPY_OF_REDUCTIONS[reduction];
  }
}
