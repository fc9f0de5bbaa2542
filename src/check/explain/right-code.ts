import type { Framework } from '../../loss/variants/variant';

/** The right version of a loss: a snippet, or lines of code where a library or a few lines have it. */
export type RightVersion =
  | { readonly kind: 'snippet'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string };

/** The frameworks that the right version is there for. */
export type RightFramework = Framework | 'tensorflowjs';

interface RightLoss {
  readonly link: 'sigmoid' | 'softmax';
  /** α; null where it is off. */
  readonly alpha: number | null;
  readonly gamma: number;
}

/** The focal loss with α and γ in a framework. */
export function rightVersion(framework: RightFramework, loss: RightLoss): RightVersion {
  switch (framework) {
    case 'pytorch':
      return {
        kind: 'snippet',
        id: loss.link === 'sigmoid' ? 'pytorch-focal-loss' : 'pytorch-softmax-focal-loss',
      };
    case 'tensorflowjs':
      return {
        kind: 'snippet',
        id: loss.link === 'sigmoid' ? 'tensorflowjs-focal-loss' : 'tensorflowjs-softmax-focal-loss',
      };
    case 'keras':
      return { kind: 'text', text: keras(loss) };
    case 'jax':
      return { kind: 'text', text: jax(loss) };
    case 'numpy':
      return { kind: 'text', text: numpy(loss) };
  }
}

function keras({ link, alpha, gamma }: RightLoss): string {
  return link === 'sigmoid'
    ? `loss = keras.losses.BinaryFocalCrossentropy(${alpha === null ? '' : `apply_class_balancing=True, alpha=${alpha}, `}gamma=${gamma}, from_logits=True)(targets, logits)`
    : `loss = keras.losses.CategoricalFocalCrossentropy(alpha=${alpha ?? '1.0'}, gamma=${gamma}, from_logits=True)(one_hot, logits)`;
}

function jax({ link, alpha, gamma }: RightLoss): string {
  return link === 'sigmoid'
    ? `loss = optax.losses.sigmoid_focal_loss(logits, targets, alpha=${alpha ?? 'None'}, gamma=${gamma})`
    : [
        'log_p = jnp.take_along_axis(jax.nn.log_softmax(logits), targets[..., None], -1)[..., 0]',
        `loss = -${factorOf(alpha)}(1 - jnp.exp(log_p)) ** ${gamma} * log_p`,
      ].join('\n');
}

function numpy({ link, alpha, gamma }: RightLoss): string {
  return link === 'sigmoid'
    ? [
        'x_t = np.where(targets == 1, logits, -logits)',
        `loss = ${alpha === null ? '' : `np.where(targets == 1, ${alpha}, 1 - ${alpha}) * `}np.exp(-${gamma} * np.logaddexp(0, x_t)) * np.logaddexp(0, -x_t)`,
      ].join('\n')
    : [
        'log_p = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)',
        'log_p = np.take_along_axis(log_p, targets[..., None], -1)[..., 0]',
        `loss = -${factorOf(alpha)}(1 - np.exp(log_p)) ** ${gamma} * log_p`,
      ].join('\n');
}

function factorOf(alpha: number | null): string {
  return alpha === null ? '' : `${alpha} * `;
}
