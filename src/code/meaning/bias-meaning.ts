import { probabilityOfScore, scoreLogit, type TrainedLoss } from '../../calibration/focal-map';
import { exactNumberText, numberText, percentText } from '../../format/number-text';
import { priorBias } from '../../loss/class-balance';
import type { Messages } from '../../messages/messages';
import { sigmoid } from '../../numerics/stable';
import type { BiasConstant } from '../losses/bias-constant';
import type { FocalSite } from '../losses/focal-site';

/** The paper's loss, where the file states no other. */
const PAPER: TrainedLoss = { alpha: 0.25, gamma: 2 };
/** The share of positives of the example, that of the paper's π. */
const EXAMPLE = 0.01;

/** The hover's text for a bias constant: what it starts with, and the two constants that it may stand for. */
export function explainBias(
  { bias }: BiasConstant,
  sites: readonly FocalSite[],
  { hover }: Messages,
): string {
  const loss = lossOf(sites) ?? PAPER;
  const start = sigmoid(bias);
  const [alpha, gamma] = [
    loss.alpha === null ? null : exactNumberText(loss.alpha),
    exactNumberText(loss.gamma),
  ];
  return [
    hover.biasStarts({ bias: numberText(Number(bias.toFixed(3))), score: numberText(start) }),
    hover.biasIsCalm({ share: percentText(start) }),
    hover.biasMinimises({ alpha, gamma, share: percentText(probabilityOfScore(start, loss)) }),
    hover.biasOfData({
      share: percentText(EXAMPLE),
      calm: numberText(priorBias(EXAMPLE)),
      least: numberText(scoreLogit(priorBias(EXAMPLE), loss)),
    }),
  ].join('\n\n');
}

/** The loss whose α and γ the file states as numbers, where there is but one. */
function lossOf(sites: readonly FocalSite[]): TrainedLoss | null {
  const losses = sites.flatMap(({ bothParameters: { alpha, gamma }, convention }) =>
    typeof alpha === 'number' && alpha > 0 && alpha < 1 && typeof gamma === 'number' && gamma >= 0
      ? [{ alpha, gamma, isPaper: (convention?.family ?? 'focal') === 'focal' }]
      : [],
  );
  const [first, ...others] = losses;
  const isOne = others.every(({ alpha, gamma }) => alpha === first?.alpha && gamma === first.gamma);
  return first?.isPaper && isOne ? { alpha: first.alpha, gamma: first.gamma } : null;
}
