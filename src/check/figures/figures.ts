import type { Messages } from '../../messages/messages';
import type { Report } from '../report/report';
import { classQuality } from './class-quality';
import { classRecall } from './class-recall';
import { classShares } from './class-shares';
import { confusions } from './confusions';
import { cumulativeLoss } from './cumulative-loss';
import type { Figure } from './figure';
import { lossCurve } from './loss-curve';
import { probabilityHistogram } from './probability-histogram';
import { rankingCurves } from './ranking-curves';
import { reliability } from './reliability';

/** The figures of how well predictions and targets go together. */
export function rankingFiguresOf(report: Report, messages: Messages): Figure[] {
  return [
    ...rankingCurves(report, messages),
    classQuality(report, messages),
    classRecall(report, messages),
    confusions(report, messages),
  ].filter((figure) => figure !== null);
}

/** The figures of a report beside those of its ranking, in their order. */
export function figuresOf(report: Report, messages: Messages): Figure[] {
  return [
    probabilityHistogram(report, messages),
    lossCurve(report, messages),
    classShares(report, messages),
    cumulativeLoss(report, 'positives', messages),
    cumulativeLoss(report, 'negatives', messages),
    reliability(report, messages),
  ].filter((figure) => figure !== null);
}
