import type { Messages } from './en';
import { answers } from './zh-cn/answers';
import { classes } from './zh-cn/classes';
import { codeLosses } from './zh-cn/code-losses';
import { commandLine } from './zh-cn/command-line';
import { conventions } from './zh-cn/conventions';
import { crossCheck } from './zh-cn/cross-check';
import { errors } from './zh-cn/errors';
import { evaluation } from './zh-cn/evaluation';
import { evaluator } from './zh-cn/evaluator';
import { explanations } from './zh-cn/explanations';
import { features } from './zh-cn/features';
import { figures } from './zh-cn/figures';
import { findings } from './zh-cn/findings';
import { explainAlone, fingerprints } from './zh-cn/fingerprints';
import { fixes } from './zh-cn/fixes';
import { hover } from './zh-cn/hover';
import { lint } from './zh-cn/lint';
import { losses } from './zh-cn/losses';
import { pages } from './zh-cn/pages';
import { paragraph } from './zh-cn/paragraph';
import { plot } from './zh-cn/plot';
import { progress } from './zh-cn/progress';
import { reasons } from './zh-cn/reasons';
import { report } from './zh-cn/report';
import { reportPage } from './zh-cn/report-page';
import { rules } from './zh-cn/rules';
import { viewer } from './zh-cn/viewer';

/** Every sentence in Simplified Chinese, in the terms of docs/glossary-zh-cn.md. */
export const zhCn: Messages = {
  tag: 'zh-CN',
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
