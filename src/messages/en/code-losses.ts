/** The sentences on what a focal loss in the code computes: in the line above it, in hovers and in its plot. */
export const codeLosses = {
  /** The parts of the line above a loss. */
  line: (parts: readonly string[]) => parts.join(' · '),
  names: {
    focal: 'focal loss',
    focalStar: 'FL*',
    crossEntropy: 'cross-entropy',
    alphaBalancedCrossEntropy: 'α-balanced cross-entropy',
    other: 'a loss of its own form',
  },
  takes: ({
    loss,
    input,
    isSoftmax,
  }: {
    loss: string;
    input: 'logits' | 'probabilities' | null;
    isSoftmax: boolean;
  }) => `${isSoftmax ? 'softmax ' : ''}${loss}${input === null ? '' : ` on ${input}`}`,
  alphaRoles: {
    positives: 'α on the positives',
    classZero: 'α on the negatives',
    foreground: 'α on all classes but 0',
    everyClass: 'α on every class alike',
    perClass: 'one weight a class',
    positivesOnly: 'α on the positives, 1 on the negatives',
    negativesOnly: 'α on the negatives, 1 on the positives',
    off: 'α off',
  },
  reductions: {
    none: 'not reduced',
    mean: 'mean over all',
    sum: 'sum',
    meanOverPositives: 'mean over the positives',
    other: 'reduced in its own way',
  },
  /** @param what the loss that it has the derivatives of; empty where that is not known */
  objective: (what: string) => `objective of a booster${what === '' ? '' : ` · ${what}`}`,
  /** Without a full stop. */
  raises: ({ className }: { className: string }) => `raises ${className}`,
  /** @param place such as "line 7", or a link that says so */
  faultAt: ({ fault, place }: { fault: string; place: string }) => `${fault} (${place})`,
  notUnderstood: (line: number | null) => (line === null ? 'not understood' : `not understood: line ${line}`),
  whyNotUnderstood: (reason: string) =>
    `Focal Loss runs this loss on small tensors to see what it computes, and ended here: ${reason}. Nothing is said about it.`,
  whyNotPlotted: (reason: string) => `The run of the code ended here: ${reason}.`,
  plot: 'Plot',
  /** What was done to a loss in which nothing wrong was found. */
  checked: {
    loss: 'Nothing wrong was found. The loss was run on small tensors: value and gradient under several α, γ and reductions, logits up to ±100 in float32, one example, no positives, no negatives, ignored targets where the code names them, another device.',
    trueClass:
      'Focal Loss ran this function at probabilities of the true class, with several α and γ, and compared value and gradient with the formula. Who calls it chooses the probability, and α by the class: that was not looked at.',
    objective:
      'Focal Loss ran this objective at raw scores from −6 to 6 and compared the sign of the gradient, the scores and labels that it takes, and the Hessian with differences of the gradient.',
  },
  plotThis: 'Plot the function that this code computes',
  checkTensors: 'Check tensors',
  checkTensorsOf: 'Check logits and targets with focal loss',
  plotTitle: (name: string) => `Plot: ${name}`,
  lossIsGone: (name: string) => `The file has no loss ${name} that runs any more.`,
  noLossHere: 'There is no focal loss in this file, or none that Focal Loss can run.',
  whichLoss: 'Plot which loss?',
  atLine: (line: number) => `line ${line}`,
  /** @param place a link with its file and line */
  definedAt: (place: string) => `Defined in ${place}.`,
  lineOfFile: ({ file, line }: { file: string; line: number }) => `${file}, line ${line}`,
  hover: {
    heading: ({ name, what }: { name: string; what: string }) => `${name} — ${what}`,
    setting: ({ name, effect }: { name: string; effect: string }) => `${name}: ${effect}`,
    sides: ({ positives, negatives }: { positives: string; negatives: string }) =>
      `positives × ${positives}, negatives × ${negatives}`,
    classSides: ({ positives, negatives }: { positives: string; negatives: string }) =>
      positives === negatives
        ? `every class × ${positives}`
        : `classes from 1 on × ${positives}, class 0 × ${negatives}`,
    classes: (weights: readonly string[]) =>
      weights.map((weight, index) => `class ${index} × ${weight}`).join(', '),
    reversed: (effect: string) => `${effect}: the reverse of the paper`,
    exponent: 'the exponent of 1 − pₜ, as in the paper',
    unknown: 'the run does not show what it does',
    readFromText: (reason: string) =>
      `*Not understood: ${reason}.* The code was not run to its end. By its names alone, it has the form of the paper:`,
    withTheseValues: (what: string) => `Run with these values: ${what}.`,
    plot: 'Plot this loss',
  },
  page: {
    openCode: (file: string, line: number) => `${file}, line ${line}`,
    value: 'Loss',
    gradient: 'Gradient',
    logit: 'logit x of the positive class',
    positives: 'Positives',
    negatives: 'Negatives',
    codeOf: (side: string) => `${side}: this code`,
    paperOf: (side: string) => `${side}: the paper`,
    range: 'Logits',
    ranges: { near: '−8 to 8', far: '−100 to 100' },
    agreesNear: 'Between logits of −8 and 8 the code computes what the paper does, with the same α and γ.',
    differs: ({ factor, side }: { factor: string; side: string }) =>
      `${side}: this code gives ${factor} times the loss of the paper.`,
    differsInForm: (side: string) => `${side}: this code has another curve than the paper.`,
    differenceShaded: 'The difference is shaded.',
    broken: ({
      side,
      quantity,
      kind,
      logits,
    }: {
      side: string;
      quantity: string;
      kind: string;
      logits: string;
    }) => `${side}: the ${quantity.toLowerCase()} is ${kind} at x = ${logits}.`,
    weightOfPositives: 'weight of class 1',
    weightOfNegatives: 'weight of class 0',
    giveAlpha: 'Give the loss an α',
    alphaIsFixed: 'The code has no parameter α: this moves the curve of the paper alone.',
    gammaIsFixed: 'The code has no parameter γ: this moves the curve of the paper alone.',
    actsAtLine: (line: number) => `acts in line ${line}`,
    old: 'These curves are of an earlier version of the code.',
    table: 'Table',
    tableOf: (quantity: string) => `${quantity} at logits of the positive class`,
  },
};
