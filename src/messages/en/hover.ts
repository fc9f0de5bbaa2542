/** The loss at a p_t beside a reference: `times` smaller or larger. */
export type Comparison =
  | { readonly kind: 'gone' | 'same' }
  | { readonly kind: 'smaller' | 'larger'; readonly times: string };

interface Effect {
  readonly at: string;
  readonly comparison: Comparison;
}

interface Weights {
  /** α, and 1 − α. */
  readonly own: string;
  readonly rest: string;
  /** Both as a proportion, such as 1 : 3; null when one of them is 0. */
  readonly ratio: string | null;
}

/** Sentences of hovers on α and γ, as Markdown. Numbers come as text. */
export const hover = {
  default: 'the default',
  constant: 'its constant',
  /** Stands behind the value: (the default). */
  origin: (origin: string) => ` (${origin})`,
  heading: ({ parameter, role }: { parameter: string; role: string }) => `${parameter} — ${role}`,

  /** The meanings of α. */
  alphaRoles: {
    exponent: 'here the exponent of (1 − p), which the focal loss paper calls γ',
    negativesOnly: 'the weight of the negatives',
    everyClass: 'a factor on every class',
    classZero: 'the weight of class 0, the negatives; the positives get 1 − α',
    foreground: 'the weight of every class but 0, which gets 1 − α',
    off: 'the weight of the positives',
    positives: 'the weight of the positives; the negatives get 1 − α',
  },
  alphaWithoutEffect: '**It has no effect here.**',
  alphaOff: 'α is switched off: positives and negatives weigh the same.',
  alphaNotNumber: 'α must be a number here.',
  valueElsewhere: 'Its value is set elsewhere.',
  everyClassWeighs: (weight: string) => `Every class weighs ${weight}.`,
  classZeroWeighs: ({ own, rest }: Omit<Weights, 'ratio'>) =>
    `Negatives weigh **${own}**, positives **${rest}**: the weights stand in the order of the classes.`,
  paperWeighsPositives: '**The paper gives α to the positives.**',
  negativesWeigh: (weight: string) => `Negatives weigh ${weight}; positives weigh their target’s quality.`,
  exponentOfPositives: (exponent: string) => `A positive’s loss is multiplied by (1 − p)^${exponent}.`,
  alphaRefused: (alpha: string) => `**α = ${alpha} raises an error**: α belongs between 0 and 1.`,
  /** @param rest 1 − α, below 0 */
  aboveOneInUnknown: ({ alpha, rest }: { alpha: string; rest: string }) =>
    `**α = ${alpha} is above 1**: where negatives weigh 1 − α, as in the paper, they get the negative weight ${rest}. A loss that multiplies every class by α is only scaled.`,
  oneInUnknown:
    '**α = 1**: where negatives weigh 1 − α, as in the paper, they count for nothing. In a loss that multiplies every class by α it changes nothing.',
  minusOneIsOff:
    'Implementations mostly take α = −1 for “off”: positives and negatives weigh the same. Where the code does not test for it, **positives get a negative weight**.',
  /** By what has the weight α, the rest having 1 − α. */
  balance: {
    positives: {
      above: ({ alpha, rest }: { alpha: string; rest: string }) =>
        `**α = ${alpha} is above 1: negatives get the negative weight ${rest}**, so the loss rewards their mistakes. α belongs between 0 and 1.`,
      below: (alpha: string) =>
        `**α = ${alpha} is below 0: positives get a negative weight**, so the loss rewards their mistakes. α belongs between 0 and 1.`,
      zero: '**α = 0**: positives count for nothing.',
      one: '**α = 1**: negatives count for nothing.',
      weigh: ({ own, rest, ratio }: Weights) =>
        `Positives weigh **${own}**, negatives **${rest}**${ratio === null ? '' : `: ${ratio}`}.`,
    },
    foreground: {
      above: ({ alpha, rest }: { alpha: string; rest: string }) =>
        `**α = ${alpha} is above 1: class 0 gets the negative weight ${rest}**, so the loss rewards its mistakes. α belongs between 0 and 1.`,
      below: (alpha: string) =>
        `**α = ${alpha} is below 0: classes from 1 on get a negative weight**, so the loss rewards their mistakes. α belongs between 0 and 1.`,
      zero: '**α = 0**: classes from 1 on count for nothing.',
      one: '**α = 1**: class 0 counts for nothing.',
      weigh: ({ own, rest, ratio }: Weights) =>
        `Classes from 1 on weigh **${own}**, class 0 **${rest}**${ratio === null ? '' : `: ${ratio}`}.`,
    },
  },
  scoreMeans: ({ score, probability }: { score: string; probability: string }) =>
    `At the optimum of this loss a score of ${score} means ${probability}.`,
  bestPair: 'The paper’s best pair: γ = 2 with α = 0.25.',
  smallerAlphaForFocusing:
    'γ already turns the many easy negatives down: with γ = 2 the paper’s best α is 0.25.',
  largerAlphaWithoutFocusing:
    'Without focusing (γ = 0) the paper’s best α is 0.75: the rare positives need the larger weight.',
  /** The weights in the order of the classes. */
  classesWeigh: (weights: readonly string[]) =>
    `${weights.map((weight, index) => `${index === 0 ? 'Class' : 'class'} ${index} weighs **${weight}**`).join(', ')}.`,
  manyClassesWeigh: ({ classes, least, most }: { classes: string; least: string; most: string }) =>
    `One weight for each of ${classes} classes, from ${least} to ${most}.`,

  /** The meanings of γ. */
  gammaRoles: {
    focal: 'the focusing parameter: how much easy examples are turned down',
    focalStar: 'the slope of FL*: how steeply the loss falls once an example is right',
    gaussianFocal: 'how strongly negatives near an object’s centre are spared',
    varifocal: 'the focusing parameter; it acts on the negatives alone',
  },
  gammaOfGaussian:
    'A negative weighs (1 − y)^γ, y being the height of the Gaussian around the nearest object.',
  gammaNotNumber: 'γ must be a number; use `0` for no focusing.',
  gammaElsewhere:
    'Its value is set elsewhere. The larger γ, the less easy examples count; γ = 0 is cross-entropy.',
  gammaOfClasses: 'One γ a class: the larger, the less that class’s easy examples count.',
  gammaBelowZero: (gamma: string) =>
    `**γ = ${gamma} is below 0**: easy examples count *more* than hard ones, the reverse of focusing. Use 0 or more.`,
  gammaZero: 'γ = 0 switches focusing off: what is left is cross-entropy, weighed by α.',
  starNotPositive: (gamma: string) => `**γ = ${gamma}**: FL* divides by γ and needs one above 0.`,
  starOfOne: 'With γ = 1 (and β = 0) FL* is cross-entropy.',
  /** "100 times smaller than …, 4 times at 0.5": the comparison is said once where both are of the same kind. */
  effect: ({ easy, undecided }: { easy: Effect; undecided: Effect }) => {
    const first = `At pₜ = ${easy.at} the loss is **${comparisonText(easy.comparison)} cross-entropy**`;
    const isShort = easy.comparison.kind === 'smaller' && undecided.comparison.kind === 'smaller';
    return isShort
      ? `${first}, ${undecided.comparison.times} times at pₜ = ${undecided.at}.`
      : `${first}, at pₜ = ${undecided.at} ${comparisonText(undecided.comparison)} it.`;
  },
  beyondPaper: ({ largest, share }: { largest: string; share: string }) =>
    `The paper tried γ up to ${largest}. Here even an undecided example (pₜ = 0.5) keeps only ${share} of its loss.`,

  formulaOfGaussian: '`−(1 − p)^α log p` at a centre, `−(1 − y)^γ p^α log(1 − p)` elsewhere',
  formulaOfVarifocal: '`−q (q log p + (1 − q) log(1 − p))` for positives, `−α p^γ log(1 − p)` for negatives',
  takesLogits: 'Takes logits.',
  /** Behind the name of a library. */
  installed: ({ version, file }: { version: string; file: string }) => `${version} (\`${file}\`)`,
  /** Where a loss makes something else of soft targets than p_t and α_t mixed by them. */
  softTargets: {
    lossesMixed:
      'A soft target y mixes the two losses: y times that of a positive, 1 − y times that of a negative.',
    ptFromEntropy: 'For soft targets p_t is the exponential of minus the cross-entropy.',
    logitScaled: 'For a soft target y, p_t is σ((2y − 1) x).',
  },

  /** On the bias with which a head starts. */
  biasStarts: ({ bias, score }: { bias: string; score: string }) =>
    `**A bias of ${bias}** starts every score at p = ${score}.`,
  biasIsCalm: ({ share }: { share: string }) =>
    `Two constants are usual. *Calm first steps*: −log((1 − π) / π) starts every score at the share π of positives (Lin et al. 2017, section 4.1). This bias does that for π = ${share}.`,
  biasMinimises: ({ alpha, gamma, share }: { alpha: string | null; gamma: string; share: string }) =>
    `*The constant that minimises the loss* is another one, because focal loss is not a proper loss. With ${alpha === null ? 'no α' : `α = ${alpha}`} and γ = ${gamma} this bias is that constant where ${share} are positives.`,
  biasOfData: ({ share, calm, least }: { share: string; calm: string; least: string }) =>
    `Where ${share} are positives, the first is ${calm} and the second ${least}.`,

  /** Under and beside the picture. */
  curveWith: ({ loss, gamma }: { loss: string; gamma: string }) => `${loss}, γ = ${gamma}`,
  positivesTimes: (factor: string) => `positives × ${factor}`,
  negativesTimes: (factor: string) => `negatives × ${factor}`,
  curvesAgainst: (labels: readonly string[]) => `${labels.join(', ')}, against p_t`,
  plottedAlphaOff: 'α off',
  plotWith: (parameters: readonly string[]) =>
    parameters.length > 0 ? `Plot with ${parameters.join(', ')}` : 'Plot',
  paper: 'Paper',
};

function comparisonText(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'gone':
      return 'gone, next to';
    case 'same':
      return 'the same as';
    case 'smaller':
    case 'larger':
      return `${comparison.times} times ${comparison.kind} than`;
  }
}
