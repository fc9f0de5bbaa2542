import { numberText, percentText } from '../../../format/number-text';
import { measured } from '../measured';

/** What focal loss changes beside cross-entropy. */
export const effect = {
  measured,
  cardTitle: 'What focal loss changes here',
  limits:
    'Every loss makes its own values small: a smaller value is no better one, and the table ranks nothing. Where easy negatives carry little, class weights, more data, or a Dice term for masks can do more than γ.',
  figure: {
    title: 'Who carries the gradient',
    caption: 'The parts of the positives and of the easy negatives (p_t ≥ 0.9) in the gradient of each loss.',
    share: 'share of the gradient',
    bar: ({ loss, part, share }: { loss: string; part: string; share: string }) =>
      `${loss}: ${part} ${share}`,
  },
  easyNegatives: ({ elements, crossEntropy, own }: EasyFacts) =>
    `Easy negatives (p_t ≥ 0.9) are ${percentText(elements)} of the elements. They carry ${percentText(crossEntropy)} of the gradient of cross-entropy and ${percentText(own)} of that of this loss.`,
  room: {
    little:
      'That leaves γ little to take away: class weights or more data are the lever here, not the focusing parameter.',
    some: 'That is what γ takes away here.',
    unused: 'γ = 0 takes nothing away from them; the table shows what other γ take.',
  },
  ratio: ({ ratio, weight }: { ratio: number; weight: number }) =>
    `On these logits the gradient of this loss is ${percentText(ratio)} of that of cross-entropy; loss_weight = ${numberText(weight)} makes it as large. With SGD that is a matter of the learning rate. Adam hardly sees it, but clipping, weight decay and sums with other losses do.`,
  title: 'Losses on the same logits; their values cannot be compared with each other',
  header: {
    loss: 'loss',
    value: 'mean value',
    gradient: 'mean |gradient|',
    positives: 'positives',
    hardest: 'hardest 1 %',
    easyNegatives: 'easy negatives',
  },
  none: 'There is nothing to compare: that takes a sigmoid or two classes, hard targets of both sides and one α between 0 and 1.',
};

interface EasyFacts {
  elements: number;
  crossEntropy: number;
  own: number;
}
