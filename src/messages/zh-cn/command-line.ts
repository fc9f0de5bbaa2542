import { countText } from '../../format/count-text';
import type { commandLine as english } from '../en/command-line';
import type { Translated } from '../sentence';

export const commandLine: Translated<typeof english> = {
  usage: (extensions) => `用法：
  focal-loss check FILE… [选项]        用目标值检查 logits（${extensions.join('、')}）
  focal-loss merge REPORT… [输出]      将各分片的 JSON 报告合并为一份
  focal-loss compare FILE FILE… [选项]
                                       并列比较两个或更多张量文件或 JSON 报告
  focal-loss inspect FILE… [--json]    列出文件中的数组，不读取数据
  focal-loss explain VALUE [options]   没有数据时损失值说明什么，如 0.6931 或 16.118，可用 --alpha 和 --gamma 给出损失的参数；
                                       有数据时用 check FILE --loss VALUE
  focal-loss choose SOURCE [--json]    从哪些 α、γ 和类别权重开始：logits 与目标值、报告、标签
                                       （.csv、数组、COCO .json、掩码、YOLO 标签文件夹）或 --counts 36413,8291
  focal-loss meaning [SCORE…] [FILE]   得分对应的概率；给出文件时检验是否成立
  focal-loss threshold FILE [--json]   在何处取阈值：最佳 F1 与 F2、精确率、召回率、代价
  focal-loss effect FILE [--json]      焦点损失与交叉熵相比改变了什么
  focal-loss classes FILE [--json]     逐个类别：样本数、占损失的比例、平均精确率、阈值
  focal-loss lint PATH… [options]      代码中的焦点损失有什么问题（.py、.ipynb、.ts、.js）
  focal-loss snippet ID [options]      输出一个代码片段的完整文件，可用 --alpha 和 --gamma；--list 列出全部片段

检查什么
  --logits FILE|NAME        logits 或概率：文件，或数组的名称
  --targets FILE|NAME       目标值

数组的含义（未指定时根据值判断）
  --input KIND              logits | probabilities | squashed-twice
  --link LINK               sigmoid | softmax
  --target-kind KIND        binary | index | one-hot | soft
  --class-axis AXIS         类别轴，或 none
  --background-class CLASS  视为负类的类别，或 none
  --ignore-index VALUE      要忽略的目标值，或 none

损失
  --alpha A                 正类的权重、所有类别的权重（0.2,0.3,0.5）或 none；默认 0.25
  --gamma G                 聚焦参数；默认 2
  --reduction R             none | sum | mean（按有效元素）| meanOverPositives | meanOverAll；默认
                            meanOverPositives
  --code PATH::NAME         check：同时在这些张量上运行代码中的此损失，并与公式并列；文件中只有一个损失时可省略 ::NAME，
                            也可附上参数："loss.py::FocalLoss(alpha=0.5)"；与 --loss 同用时可只给文件或文件夹：
                            其中的损失是否得出该值
  --loss VALUE              check：训练打印出的损失值，按打印的样子给出；说明哪个损失得出此值。
                            也可为 FILE[:array]：各元素的损失或梯度，或损失值的日志
  --cross-check             check：在至多 65,536 个 logit 上将损失和梯度与 TensorFlow.js 对照
  --engine ENGINE           --cross-check 使用的 TensorFlow.js：auto（找到 @tensorflow/tfjs-node 时用它）| wasm
                            （Focal Loss 自带的版本）| tfjs-node；默认 auto
  --tfjs-node FOLDER        @tensorflow/tfjs-node 所在的文件夹；默认从当前文件夹和全局包中查找

解答（choose、meaning、threshold、effect 与 classes 接受 check 的文件和选项，或一份 JSON 报告）
  --counts COUNTS           choose：每个类别的样本数，36413,8291 或 cat=120,dog=30
  --column NAME             choose：表格的列；--array NAME：文件的数组
  --beta BETA               choose：有效样本数的 β；默认 0.999
  --pos-weight W            meaning：训练时一个正样本计多少次
  --kept-negatives SHARE    meaning：训练时保留的负样本比例；--kept-positives 同理
  --prevalence T:U          meaning：训练时与使用时的正样本比例，例如 0.1:0.01
  --precision P             threshold：要求的最低精确率；默认 0.9
  --recall R                threshold：要求的最低召回率；默认 0.9
  --miss-cost COST          threshold：一次漏报相当于多少次误报；默认 10
  --split SEED              threshold：在随机的一半上选择，在另一半上计数，按此数划分
  --names FILE              choose、classes、threshold：类别名称，JSON、YAML、CSV 或每行一个；默认取同一文件夹中的文件，如 classes.txt

代码（lint）
  --select RULES            只报告这些规则：alpha-on-negatives,eps-bias
  --ignore RULES            不报告这些规则
  --fix                     在运行证实修复正确处修改文件，并列出其余问题
  --sarif                   打印 SARIF，供代码扫描读取；--json 打印 JSON

check 与 merge 的输出（compare 与 inspect 仅支持 --json）
  --json                    以 JSON 输出报告，其内容始终为英文
  --html FILE               同时写出为独立的网页
  --markdown FILE           同时写出为 Markdown

所有命令
  --language LANGUAGE       en | zh-cn；默认取自 LC_ALL、LC_MESSAGES 或 LANG
  --help, -h                显示本帮助
  --version                 显示版本

退出码：0 无问题，1 有严重程度为错误的检查结果，2 用法有误或输入无法读取。
`,
  unknownCommand: ({ command, commands, nearest }) =>
    `没有命令 “${command}”：应为 ${commands.join('、')} 之一。${didYouMean(nearest)}`,
  checkNeedsFile: 'check 需要文件：focal-loss check FILE…',
  mergeNeedsReports: 'merge 需要报告：focal-loss merge REPORT…',
  compareNeedsFiles: 'compare 需要至少两个文件：focal-loss compare BEFORE AFTER',
  savedReportIsFixed: ({ file }) =>
    `${file} 是已保存的报告，其损失和解读方式不能更改：请去掉这些选项，或比较张量文件。`,
  lintNeedsPath: 'lint 需要文件或文件夹：focal-loss lint PATH…',
  lintOneDocument: 'lint 只输出一个文档：请在 --json 与 --sarif 中选择其一。',
  unknownRule: ({ option, rule, nearest }) =>
    `--${option} 指定了不存在的规则 "${rule}"。${didYouMean(nearest)}`,
  inspectNeedsFile: 'inspect 需要文件：focal-loss inspect FILE…',
  explainNeedsValue: 'explain 需要一个损失值：focal-loss explain 0.6931',
  snippetNeedsId: ({ ids }) =>
    `snippet 需要一个名称：${ids.join('、')}。focal-loss snippet --list 给出说明。`,
  unknownSnippet: ({ id, nearest }) =>
    `没有代码片段 “${id}”。${didYouMean(nearest)}focal-loss snippet --list 列出全部。`,
  snippetLacks: ({ id, option }) => `代码片段 ${id} 没有可设置的 ${option}：请去掉 --${option}。`,
  chooseNeedsSource:
    'choose 需要一个来源：focal-loss choose FILE、focal-loss choose FOLDER 或 focal-loss choose --counts 36413,8291',
  unknownOption: ({ option, nearest }) => `没有选项 ${option}。${didYouMean(nearest)}--help 列出全部选项。`,
  optionNeedsValue: ({ option }) => `${option} 需要一个值。`,
  optionTakesNoValue: ({ option }) => `${option} 不接受值。`,
  expectedOneOf: ({ option, text, allowed }) =>
    `--${option} 的值是 “${text}”：应为 ${allowed.join('、')} 之一。`,
  expectedWholeNumber: ({ option, text }) => `--${option} 的值是 “${text}”：应为整数或 none。`,
  expectedNumber: ({ option, text }) => `--${option} 的值是 “${text}”：应为数字。`,
  expectedInRange: ({ option, text, range }) => `--${option} 的值是 “${text}”：应为 ${range} 内的数字。`,
  expectedCode: ({ text }) =>
    `--code 的值是 “${text}”：应为文件，可附名称和参数，如 loss.py::FocalLoss(alpha=0.5, gamma=1)。`,
  expectedPrevalence: ({ text }) =>
    `--prevalence 为 "${text}"：应为 0 与 1 之间的两个比例，即训练时与使用时的，例如 0.1:0.01。`,
  expectedCounts: ({ text }) =>
    `--counts 的值是 “${text}”：应为两个或更多整数，如 36413,8291 或 cat=120,dog=30。`,
  cannotBeWritten: ({ file, reason }) => `无法写入 ${file}（${reason}）。`,

  inspect: {
    file: ({ file, format, bytes, arrays }) => `${file}：${format}，${bytes}，${countText(arrays)} 个数组`,
    elements: ({ elements }) => `${countText(elements)} 个元素`,
    refused: ({ array, reason }) => `${array}：无法读取：${reason}`,
    joined: ({ array, parts }) => `${array}：由文件中先后写入的 ${countText(parts)} 个数组的行组成`,
    trailingBytes: ({ bytes }) => `最后一个数组之后还有 ${countText(bytes)} 个字节：未读取`,
  },
};

function didYouMean(nearest: string | null): string {
  return nearest === null ? '' : `您是否想用 ${nearest}？`;
}
