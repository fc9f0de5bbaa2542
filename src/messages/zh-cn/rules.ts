import type { rules as english } from '../en/rules';
import type { Translated } from '../sentence';
import { alphaGammaRules } from './rules-alpha-gamma';
import { boostingRules } from './rules-boosting';
import { codeRules } from './rules-code';
import { trainingRules } from './rules-training';

export const rules: Translated<typeof english> = {
  'torchvision-default-none': {
    short: '未归约的损失进入 backward()',
    says: '该损失默认不归约，backward() 会引发 RuntimeError：grad can be implicitly created only for scalar outputs。请给出 reduction="mean" 或 "sum"。',
  },
  'integer-targets': {
    short: ({ targets }) => `${targets} 是整数`,
    says: ({ targets }) =>
      `${targets} 是整数，而该损失以浮点数计算目标值：会引发 RuntimeError。请传入 ${targets}.float()。`,
  },
  'p-instead-of-pt': {
    short: '负样本也用 (1 − p)^γ',
    says: '负样本的调制因子也是 (1 − p)^γ：易分负样本保留全部损失。对负样本，p_t 为 1 − p，其因子为 p^γ。',
  },
  'swapped-modulation': {
    short: 'p_t^γ：易分样本保留损失，难例失去损失',
    says: '调制因子是 p_t^γ 而不是 (1 − p_t)^γ：易分样本保留损失，难例失去损失。',
  },
  'wrong-pt-for-negatives': {
    short: ({ base, p }) => `负样本的底数是 ${base}，应为 ${p}`,
    says: ({ base, p }) =>
      `对于 p = ${p} 的负样本，γ 次幂的底数是 ${base}，而那里的 1 − p_t 是 ${p}；正样本正确。负样本的 p_t 是 1 − p。`,
  },
  'pt-from-logits': {
    short: '把原始 logit 当作 p_t',
    says: '原始 logit 被当作 p_t：1 − x 没有界限，有把握的样本的权重可能比没有把握的更大。请用 logits 的 sigmoid 或 softmax 求 p_t，或用 exp(−ce)。',
  },
  'pt-exceeds-one': {
    short: ({ epsilon }) => `p_t 达到 1 + ${epsilon}`,
    says: ({ epsilon }) =>
      `p_t 达到 1 + ${epsilon}：1 − p_t 变为负数，当 γ 为 1.5 这样的小数时它的幂是 NaN。请只在对数内加 ε，或限制 p_t 的范围。`,
  },
  'mask-by-power': {
    short: 'γ = 0 时另一类也计入',
    says: ({ masked, whole }) =>
      `另一类靠底数 0 关闭，而 0^0 等于 1：一个样本的损失从略大于 γ = 0 时的 ${masked} 跳到 γ = 0 时的 ${whole}。请在幂的外面乘以目标值。`,
  },
  'reduced-before-modulation': {
    short: '先取平均，再取 γ 次幂',
    says: ({ hasFactors }) =>
      hasFactors
        ? '交叉熵在与调制因子相乘之前已被归约：批次中每个样本在乘以各自的因子之前损失相同，训练所依据的并不是焦点损失。请用 reduction "none" 计算，再对乘积归约。'
        : '交叉熵在取 p_t 之前已被归约：整个批次只有一个调制因子，不聚焦于任何样本。请用 reduction "none" 计算，再对乘积归约。',
  },
  'modulation-averaged': {
    short: '调制因子先单独取了平均',
    says: '调制因子在相乘之前先取了平均：一个批次的所有样本得到同一个因子，没有样本被聚焦。请对它与交叉熵的乘积做归约。',
  },
  'modulator-as-weight': {
    short: '调制因子作为带梯度的权重传入',
    says: '调制因子作为 weight 传入，并且依赖于预测值：二元交叉熵的权重没有梯度，因此 PyTorch 引发 RuntimeError。请以 reduction "none" 求交叉熵再相乘。',
  },
  'detached-modulation': {
    short: '调制因子没有梯度',
    says: '调制因子不带梯度：训练所用的梯度与论文不同。加一条注释说明即可去掉此提示。',
  },
  'pt-from-weighted-ce': {
    short: 'p_t 取自加权后的交叉熵',
    says: 'p_t 取自带类别权重的交叉熵：exp(−w · ce) 等于 p^w，不是该类别的概率。请由不加权的交叉熵取 p_t，之后再乘以权重。',
  },
  'pt-from-pos-weight': {
    short: 'p_t 取自带 pos_weight 的交叉熵',
    says: 'p_t 取自带 pos_weight 的交叉熵：exp(−w · ce) 等于 p^w，不是概率。请由不带 pos_weight 的交叉熵取 p_t，之后再乘以它。',
  },
  'pt-from-label-smoothed-ce': {
    short: 'p_t 取自标签平滑后的交叉熵',
    says: 'p_t 取自标签平滑后的交叉熵：exp(−ce) 不再是该类别的概率，且达不到 1。请由 logits 取 p_t。',
  },
  'double-weight': {
    short: ({ name }) => `${name} 乘了两次`,
    says: ({ name }) =>
      `${name} 乘了两次：权重为 1.5 倍时损失为 2.25 倍。请不要把它传给交叉熵，或之后不再乘它。`,
  },
  'smoothing-breaks-pt': {
    short: ({ one }) => `对目标值的判断遇到 ${one} 而不是 1`,
    says: ({ one, zero }) =>
      `判断遇到的是平滑后的目标值 ${one} 和 ${zero}，而不是 1 和 0，两者的结果相同：据此选出的 p_t 或 α_t 对一侧是错的。请在平滑之前判断目标值。`,
  },
  'smoothing-no-effect': {
    short: '目标值的平滑不起作用',
    says: '目标值做了平滑，而不平滑时损失相同：交叉熵在此之前已求出，或用的是原来的目标值。请在求交叉熵之前平滑。',
  },
  'soft-target-hard-pt': {
    short: 'p_t 把软目标值截成了 0 和 1',
    says: '文字说明目标值可以是软的，而 p_t 按阈值截断它们：目标值为 0.7 和 0.85 时，调制因子与 1 的相同。请用 p_t = p · y + (1 − p) · (1 − y)，或 |y − p|^γ。',
  },
  'double-sigmoid': {
    short: '重复应用 sigmoid',
    says: '对已经是概率的值再次应用 sigmoid：p 始终在 0.5 与 0.731 之间，损失不会变小。请传入 logits。',
  },
  'double-softmax': {
    short: '重复应用 softmax',
    says: ({ isModulated }) =>
      isModulated
        ? '以 logits 为输入的交叉熵得到 (1 − p)^γ · log p，并对它再次应用 softmax：γ 改变的是概率，不会减弱任何易分样本。请对它使用 nll_loss。'
        : '对已经是概率的值再次应用 softmax：任何类别都不会变得确定，损失不会变小。请传入 logits。',
  },
  'probabilities-loss-on-logits': {
    short: ({ name }) => `${name} 得到原始 logits`,
    says: ({ name }) =>
      `${name} 需要概率，却得到原始 logits：超出 [0, 1] 时它引发异常或被截断。请用接受 logits 的形式，例如 binary_cross_entropy_with_logits 或 from_logits=True。`,
  },
  'clip-before-softmax': {
    short: ({ low, high }) => `logits 限制到 [${low}, ${high}]`,
    says: ({ low, high }) =>
      `logits 在转换为概率之前限制到 [${low}, ${high}]：没有类别能变得确定，超出界限也没有梯度。请限制概率，而不是 logits。`,
  },
  'targets-inverted': {
    short: '正样本与负样本颠倒',
    says: '损失是另一目标的损失：正样本分数低时损失反而小。',
  },
  'sign-error': {
    short: '损失为负',
    says: '普通输入下损失为负：符号错误，训练会使预测变差。',
  },
  'wrong-split': {
    short: ({ logit, seen, right }) => `logit 为 ${logit} 时交叉熵是 ${seen}，应为 ${right}`,
    says: ({ side, logit, seen, right }) =>
      `logit 为 ${logit} 时，${side === 'positive' ? '正' : '负'}样本的交叉熵是 ${seen}，应为 ${right}：稳定形式的各部分按错误的规则选取。应为 max(x, 0) − x · y + log(1 + exp(−|x|))。`,
  },
  'log-of-logits': {
    short: '对原始 logits 取了对数',
    says: '对原始 logits 取了对数：每个负的 logit 都得到 NaN，其余的也不是对数概率。请使用 logsigmoid 或 log_softmax。',
  },
  'log-of-ce': {
    short: '对交叉熵取了对数',
    says: '对交叉熵取了对数，而它本身已是对数：有把握的样本的损失没有界限，交叉熵为 1 处损失为 0。请直接乘以交叉熵。',
  },
  'focal-on-regression': {
    short: 'exp(−距离) 不是概率',
    says: 'p_t 取自预测值与目标值之间距离的 exp(−loss)：只有取自交叉熵时它才是概率。因子 1 − p_t 取决于目标值的单位。请直接以距离加权。',
  },
  'log-base': {
    short: '所用的不是自然对数',
    says: '所用的不是自然对数：损失被一个常数缩放，与他人打印的值不同。',
  },
  'unstable-log': {
    short: ({ of, logit }) => `logit 达到 ${logit} 时${of === 'loss' ? '损失' : '梯度'}非有限`,
    says: ({ of, logit }) =>
      `logit 达到 ${logit} 时${of === 'loss' ? '损失' : '梯度'}非有限：对舍入为 0 或 1 的概率取了对数。请由 logits 计算（logsigmoid、log_softmax 或基于 logits 的交叉熵）。`,
  },
  'overflow-exp': {
    short: ({ logit }) => `logit 为 ${logit} 时指数溢出`,
    says: ({ logit }) =>
      `logit 达到 ${logit} 时指数溢出，结果非有限。请使用 softplus、logsigmoid 或减去最大值的 softmax。`,
  },
  'eps-bias': {
    short: ({ epsilon }) => `ε = ${epsilon} 限制了损失`,
    says: ({ epsilon, bound }) =>
      `对数中约为 ${epsilon} 的 ε 把交叉熵限制在 ${bound}：最难样本的梯度消失。请由 logits 计算对数。`,
  },
  'zero-positives': {
    short: '批次中没有正样本时结果非有限',
    says: '没有正样本的批次会除以零：损失为 NaN 或无穷大。请除以 max(1, 正样本数)。',
  },
  'ignored-counted': {
    short: '平均值计入了被忽略的样本',
    says: '被忽略的样本没有损失，但平均值计入了它们：批次中被忽略的越多，损失越小。请除以有效样本数。',
  },
  'ignored-as-negatives': {
    short: '被忽略的样本参与训练',
    says: '目标值应被忽略的样本有梯度：损失会像有类别一样训练它们。请把它们排除在损失之外。',
  },
  'empty-mean-nan': {
    short: '没有可平均的样本时为 NaN',
    says: '所有样本都被排除时，空集的平均值为 NaN，这样的一个批次就会毁掉权重。请将总和除以 max(1, 数量)。',
  },
  'empty-returns-constant': {
    short: '空批次返回没有梯度的常数',
    says: '没有剩余样本时损失返回新的常数：它没有梯度，backward() 会引发异常，还可能位于其他设备。请返回预测之和乘以 0。',
  },
  'half-precision': {
    short: ({ logit }) => (logit === null ? 'p 以 float16 计算' : `float16 下 logit 达到 ${logit} 时非有限`),
    says: ({ logit }) =>
      logit === null
        ? '该损失把预测转换为 float16：logit 超过 7.6 时 1 − p 为 0，较小的概率也只有很少的有效位。请在 float32 中计算：inputs.float()。'
        : `float16 下 logit 达到 ${logit} 时损失或其梯度非有限，而 float32 下是有限的。请在 float32 中计算：inputs.float()。`,
  },
  'mean-counts-zeros': {
    short: '平均值计入了其他类别的零',
    says: ({ classes }) =>
      `平均值取自只有一个类别不为 0 的张量的全部元素：有 ${classes} 个类别时，损失小了 ${classes} 倍。请先对类别求和。`,
  },
  'double-reduction': {
    short: '平均值又除了一次',
    says: ({ isOfPositives }) =>
      `损失归约了两次：相同的${isOfPositives ? '正样本' : '样本'}增加一倍时，损失变为一半。请用总和来除，或保留平均值。`,
  },
  'normaliser-all-elements': {
    short: '按所有锚框取平均',
    says: '损失按所有锚框取平均，而其中大多是容易的负样本：物体的占比有多小，损失就有多小。论文将总和除以分配给物体的锚框数（至少为 1）。',
  },
  'prior-bias-missing': {
    short: '检测器从 p = 0.5 开始',
    says: '检测器分类头的偏置从 0 附近开始，众多容易的负样本的 p 都接近 0.5：最初的迭代中几乎只有它们的损失，训练可能发散。请让偏置从 −log((1 − π) / π) 开始，当 π = 0.01 时为 −4.595。',
  },
  'background-included': {
    short: '背景得到前景的 α',
    says: '背景在这里与其他类别相同，得到同一个 α：它与稀有类别之间没有平衡。请给它 1 − α，或为每个类别给出一个权重。',
  },
  'class-axis-flattened': {
    short: '各行不是同一位置的各类别',
    says: '形状为 (N, C, …) 的张量直接切成每行 C 个数：每行是一个类别的 C 个位置，而不是一个位置的 C 个类别。请先移动该轴：movedim(1, -1).reshape(-1, C)。',
  },
  'one-hot-index-mix': {
    short: ({ asIndex }) => (asIndex ? '独热目标值被当作索引' : '类别索引被当作因子'),
    says: ({ asIndex }) =>
      asIndex
        ? '独热目标值被当作索引：无论目标是什么，0 和 1 都选取前两个类别。请用类别索引，或乘以独热目标值再求和。'
        : '类别索引乘以预测值：类别 0 不计入，类别 2 计两次。请用独热目标值作为因子。',
  },
  'flattened-targets-broadcast': {
    short: '形状 (N, 1) 变为 (N, N)',
    says: ({ effect }) =>
      ({
        raises: '预测与目标值中，一个的形状为 (N, 1)，另一个为 (N,)：损失会引发异常。请使两者形状相同。',
        spreads:
          '形状为 (N,) 的目标值遇到形状为 (N, 1) 的损失：广播为 (N, N)，每个样本与其他所有样本的权重配对。请保留目标值的形状。',
        ofClasses:
          '目标类别的损失形状为 (N, 1)，遇到所有类别的调制因子 (N, C)：每个损失都乘以每个类别的因子，而不是其目标类别的因子。请由 p_t 计算该因子。',
      })[effect],
  },
  ...alphaGammaRules,
  ...codeRules,
  ...boostingRules,
  ...trainingRules,
};
