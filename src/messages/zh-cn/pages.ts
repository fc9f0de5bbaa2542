import { numberText } from '../../format/number-text';
import type { pages as english } from '../en/pages';

export const pages: typeof english = {
  copyFigure: '复制图',
  copyAs: '复制为',
  copyAsFormat: (format) => `复制为 ${format}`,
  saveFigure: '保存图',
  reading: '正在读取…',
  saveAs: '另存为',
  saveAsFormat: (format) => `另存为 ${format}`,
  exportColours: '颜色',
  appearances: {
    asShown: '与显示一致',
    light: '浅色',
    dark: '深色',
    lightTransparent: '浅色，透明背景',
    darkTransparent: '深色，透明背景',
  },
  pngCopied: '已复制 PNG 图片。',
  noPicturesOnClipboard: (reason) => `此窗口不允许将图片写入剪贴板（${reason}）；请改为保存。`,
  noFigureYet: '还没有可导出的图。',
  noCanvas: '此窗口没有可用于绘制 PNG 的画布。',
  pictureTooLarge: '图片过大，无法生成 PNG。',
  numberFromTo: (name, minimum, maximum) =>
    `${name} 应为 ${numberText(minimum)} 到 ${numberText(maximum)} 之间的数。`,
  cancel: '取消',
  colours: {
    foreground: '前景色',
    blue: '蓝色',
    red: '红色',
    green: '绿色',
    orange: '橙色',
    purple: '紫色',
    yellow: '黄色',
  },
};
