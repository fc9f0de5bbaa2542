/** Losses of the forms that public code has; each is given a number, which is a part of its name. */
const PYTHON_LOSSES: readonly ((number: number) => string)[] = [
  (number) => `def sigmoid_focal_loss_${number}(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p = torch.sigmoid(logits)
    p_t = p * targets + (1 - p) * (1 - targets)
    alpha_t = (1 - alpha) * targets + alpha * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).mean()`,
  (number) => `class FocalLoss${number}(nn.Module):
    def __init__(self, gamma=2.0, weight=None, ignore_index=255, reduction="mean"):
        super().__init__()
        self.gamma = gamma
        self.weight = weight
        self.ignore_index = ignore_index
        self.reduction = reduction

    def forward(self, logits, targets):
        ce = F.cross_entropy(
            logits, targets, weight=self.weight, ignore_index=self.ignore_index, reduction="none"
        )
        loss = (1 - torch.exp(-ce)) ** self.gamma * ce
        if self.reduction == "sum":
            return loss.sum()
        return loss.mean()`,
  (
    number,
  ) => `def focal_loss_of_probabilities_${number}(probabilities, targets, alpha=0.25, gamma=2.0, eps=1e-7):
    p = probabilities.clamp(eps, 1 - eps)
    p_t = torch.where(targets == 1, p, 1 - p)
    alpha_t = torch.where(targets == 1, torch.full_like(p, alpha), torch.full_like(p, 1 - alpha))
    return (-alpha_t * (1 - p_t) ** gamma * torch.log(p_t)).sum() / targets.sum()`,
  (number) => `class MultiClassFocalLoss${number}(nn.Module):
    def __init__(self, num_classes=4, alpha=0.25, gamma=2.0):
        super().__init__()
        self.num_classes, self.alpha, self.gamma = num_classes, alpha, gamma

    def forward(self, logits, targets):
        log_p = F.log_softmax(logits, dim=1)
        one_hot = F.one_hot(targets, num_classes=self.num_classes).float()
        p = log_p.exp()
        loss = -self.alpha * (1 - p) ** self.gamma * log_p * one_hot
        return loss.sum(dim=1).mean()`,
];

const TYPESCRIPT_LOSSES: readonly ((number: number) => string)[] = [
  (
    number,
  ) => `export function sigmoidFocalLoss${number}(logits: tf.Tensor, targets: tf.Tensor, alpha = 0.25, gamma = 2): tf.Scalar {
  return tf.tidy(() => {
    const p = tf.sigmoid(logits);
    const pT = p.mul(targets).add(tf.sub(1, p).mul(tf.sub(1, targets)));
    const alphaT = targets.mul(1 - alpha).add(tf.sub(1, targets).mul(alpha));
    return alphaT.mul(tf.sub(1, pT).pow(gamma)).mul(pT.log()).neg().mean().asScalar();
  });
}`,
  (
    number,
  ) => `export function softmaxFocalLoss${number}(logits: tf.Tensor2D, labels: tf.Tensor2D, gamma = 2): tf.Scalar {
  return tf.tidy(() => {
    const p = tf.softmax(logits).clipByValue(1e-7, 1);
    const focal = tf.pow(tf.sub(1, p), gamma).mul(tf.log(p)).mul(labels).neg();
    return focal.sum(1).mean().asScalar();
  });
}`,
  (
    number,
  ) => `export function focalLossOfArrays${number}(scores: number[], labels: number[], alpha = 0.25, gamma = 2): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const p = 1 / (1 + Math.exp(-scores[i]));
    const pT = labels[i] === 1 ? p : 1 - p;
    const alphaT = labels[i] === 1 ? alpha : 1 - alpha;
    sum += -alphaT * (1 - pT) ** gamma * Math.log(pT);
  }
  return sum / scores.length;
}`,
  (number) => `export class FocalLoss${number} {
  constructor(private readonly alpha = 0.25, private readonly gamma = 2) {}

  call(targets: tf.Tensor, logits: tf.Tensor): tf.Tensor {
    const crossEntropy = tf.relu(logits).sub(logits.mul(targets)).add(tf.softplus(logits.abs().neg()));
    const modulating = tf.sub(1, tf.exp(crossEntropy.neg())).pow(this.gamma);
    const alphaT = targets.mul(this.alpha).add(tf.sub(1, targets).mul(1 - this.alpha));
    return alphaT.mul(modulating).mul(crossEntropy).mean();
  }
}`,
];

/** Code between losses, as of the rest of a file. */
const PYTHON_OTHER = (
  number: number,
) => `def epoch_${number}(model, loader, criterion, optimizer, device="cpu"):
    model.train()
    total, seen = 0.0, 0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(images)
        seen += len(images)
    return total / max(seen, 1)`;

const TYPESCRIPT_OTHER = (number: number) => `export async function epoch${number}(
  model: tf.LayersModel,
  batches: AsyncIterable<{ xs: tf.Tensor; ys: tf.Tensor }>,
  optimizer: tf.Optimizer,
  lossOf: (predicted: tf.Tensor, expected: tf.Tensor) => tf.Scalar,
): Promise<number> {
  let [total, seen] = [0, 0];
  for await (const { xs, ys } of batches) {
    const loss = optimizer.minimize(() => lossOf(model.predict(xs) as tf.Tensor, ys), true);
    total += loss?.dataSync()[0] ?? 0;
    seen += 1;
  }
  return total / Math.max(seen, 1);
}`;

const LANGUAGES = {
  python: {
    head: 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F',
    losses: PYTHON_LOSSES,
    other: PYTHON_OTHER,
    between: '\n\n\n',
  },
  typescript: {
    head: "import * as tf from '@tensorflow/tfjs';",
    losses: TYPESCRIPT_LOSSES,
    other: TYPESCRIPT_OTHER,
    between: '\n\n',
  },
} as const;

/** A file of about as many lines with as many focal losses, spread over it. */
export function lossesInCode(language: keyof typeof LANGUAGES, losses: number, lines: number): string {
  const { head, losses: forms, other, between } = LANGUAGES[language];
  const pieces: string[] = [head];
  const linesSoFar = () => pieces.join(between).split('\n').length;
  for (let number = 0; number < losses; number++) {
    pieces.push(forms[number % forms.length]?.(number) ?? '');
    while (linesSoFar() < (lines * (number + 1)) / losses) {
      pieces.push(other(pieces.length));
    }
  }
  return `${pieces.join(between)}\n`;
}
