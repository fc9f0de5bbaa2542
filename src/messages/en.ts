import { answers } from './en/answers';
import { classes } from './en/classes';
import { codeLosses } from './en/code-losses';
import { commandLine } from './en/command-line';
import { conventions } from './en/conventions';
import { crossCheck } from './en/cross-check';
import { errors } from './en/errors';
import { evaluation } from './en/evaluation';
import { evaluator } from './en/evaluator';
import { explanations } from './en/explanations';
import { features } from './en/features';
import { figures } from './en/figures';
import { findings } from './en/findings';
import { explainAlone, fingerprints } from './en/fingerprints';
import { fixes } from './en/fixes';
import { hover } from './en/hover';
import { lint } from './en/lint';
import { losses } from './en/losses';
import { pages } from './en/pages';
import { paragraph } from './en/paragraph';
import { plot } from './en/plot';
import { progress } from './en/progress';
import { reasons } from './en/reasons';
import { report } from './en/report';
import { reportPage } from './en/report-page';
import { rules } from './en/rules';
import { viewer } from './en/viewer';
import type { Translated } from './sentence';

/** Every sentence in English. Its type is that of the other languages: one that is missing there does not compile. */
export const en = {
  tag: 'en',
  paragraph,
  findings,
  reasons,
  losses,
  report,
  figures,
  progress,
  answers,
  classes,
  commandLine,
  errors,
  hover,
  conventions,
  pages,
  plot,
  reportPage,
  viewer,
  features,
  evaluator,
  evaluation,
  crossCheck,
  explanations,
  fingerprints,
  explainAlone,
  codeLosses,
  rules,
  fixes,
  lint,
};

/** The sentences of any language. */
export type Messages = Translated<typeof en>;
