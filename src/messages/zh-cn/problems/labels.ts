import type { labelProblems as english } from '../../en/problems/labels';
import type { Translated } from '../../sentence';

export const labelProblems: Translated<typeof english> = {
  'labels-none': '应有标签，实际没有',
  'class-names-none': '应有类别名称：JSON 或 YAML 中的列表或映射、CSV 中的一列，或每行一个名称',
  'labels-malformed': ({ reason }) => `无法读取文件：${reason}`,
  'label-column-missing': ({ column, columns }) => `没有列 “${column}”；现有的列：${columns.join('、')}`,
  'label-column-unclear': ({ columns }) =>
    `应有一列标签，现有的列：${columns.join('、')}；请用 --column 指定`,
  'label-empty': ({ column }) => `列 “${column}” 应有标签，实为空单元格`,
  'label-array-missing': ({ array, arrays }) => `没有数组 “${array}”；现有的数组：${arrays.join('、')}`,
  'label-array-unclear': ({ arrays }) =>
    `应有一个标签数组，现有的数组：${arrays.join('、')}；请用 --array 指定`,
  'label-not-whole': ({ value, index }) => `应为整数，第 ${index} 个元素实为 ${value}`,
  'too-many-classes': ({ most }) => `不同的标签超过 ${most} 个；这些不是类别`,
  'coco-expected': ({ place, expected }) => `${place} 处应为 ${expected}`,
  'coco-unknown-category': ({ category, annotation }) =>
    `第 ${annotation} 个标注的类别是 ${category}，类别列表中没有它`,
  'yolo-line': ({ found }) => `应为 “类别 x y 宽 高”，实为 “${found}”`,
  'class-unknown': ({ found, classes, file }) => `类别是 ${found}，但 ${file} 只列出 ${classes} 个类别`,
  'mask-channels': ({ channels }) => `每个像素应有一个类别（灰度或调色板），实有 ${channels} 个通道`,
  'folder-without-labels': '文件夹或其子文件夹中应有 YOLO 标签（.txt）或掩码（.png），实际都没有',
};
