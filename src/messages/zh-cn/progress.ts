import { countText } from '../../format/count-text';
import type { progress as english } from '../en/progress';
import type { Translated } from '../sentence';

export const progress: Translated<typeof english> = {
  share: ({ percent, bytes }) => `已读取 ${bytes} 的 ${percent} %`,
  speed: ({ elements }) => `${elements} 个元素/秒`,
  left: ({ time }) => `剩余 ${time}`,
  ofFiles: ({ place, files, file }) => `第 ${countText(place)} 个文件，共 ${countText(files)} 个：${file}`,
  opening: ({ percent, file }) => `已读取 ${file} 的 ${percent} %`,
};
