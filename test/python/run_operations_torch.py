"""More single operations of PyTorch: what losses seldom use, and the other spellings of what they often use."""

from __future__ import annotations

ELEMENTWISE = """
torch.acos(x / 100)|torch.asin(x / 100)|torch.atan(x)|torch.tan(x / 10)|torch.sinh(x)|torch.cosh(x)|torch.erf(x)|x.erf()|torch.erfc(x)|torch.frac(x)|torch.sgn(x)|torch.positive(x)|torch.hypot(x.float(), x.float() + 1)|torch.special.expit(x)|torch.special.logit(x.sigmoid())|torch.special.xlogy(x, x.abs())
torch.special.log_softmax(x.float(), 0)|torch.special.softmax(x.float(), -1)|torch.addcdiv(x, x, x.abs() + 1, value=0.5)|torch.heaviside(x.detach(), torch.ones((), dtype=x.dtype))|x.swapdims(0, -1)|torch.swapdims(x, 0, 1)|torch.special.entr(x.float().sigmoid())|torch.float_power(x, 2)|torch.special.log1p(x.abs())
F.gelu(x.float())|F.gelu(x.float(), approximate='tanh')|F.selu(x.float())|F.celu(x.float(), 0.7)|F.mish(x.float())|F.hardsigmoid(x.float())|F.hardswish(x.float())|F.threshold(x.float(), 0.3, 0.1)|F.glu(x.float()[..., :2])|F.tanhshrink(x.float())|F.softshrink(x.float())|F.hardshrink(x.float())
nn.ELU(0.5)(x.float())|nn.GELU()(x.float())|nn.SiLU()(x.float())|nn.Softmin(dim=-1)(x.float())|nn.SELU()(x.float())|nn.Mish()(x.float())|nn.Hardsigmoid()(x.float())|nn.Hardtanh()(x.float())|nn.Flatten()(x)|nn.Threshold(0.1, 2)(x.float())
"""

ARGUMENTS = """
torch.as_tensor(x) * x|torch.as_tensor(x, dtype=torch.float64).sum()|x.sum(axis=0)|x.float().mean(axis=-1, keepdims=True)|torch.sum(input=x, dim=0)|torch.cat(tensors=[x, x], axis=0)|x.float().sum(dim=0, keepdims=True)|torch.softmax(input=x.float(), dim=0)|torch.stack([x, x], axis=0)|torch.unsqueeze(x, axis=0)|x.max(axis=0)[0]|torch.argmax(x, axis=0)|x.float().std(dim=0, correction=0)
torch.reshape(x, shape=(-1,))|torch.permute(x, dims=(1, 0))|torch.zeros(size=(2, 3))|torch.ones(size=(2,)) * 2|torch.clamp(input=x, min=0)|torch.squeeze(x, axis=0)|torch.log_softmax(x.float(), axis=-1)|torch.cumsum(x, axis=0)|torch.any(x > 0, axis=0)
torch.full((2, 2), 0.5, dtype=x.dtype, device=x.device)|x.to(dtype=torch.float64, non_blocking=True)|x.to('cpu', torch.float32)|torch.where(condition=x > 0, input=x, other=-x)|torch.mul(input=x, other=2)|torch.pow(x.float(), exponent=2)|torch.pow(input=x.float(), exponent=2)|x.flip(dims=[0])|x.repeat(2, 1, 1)|x.expand(size=(4, 3))
torch.gather(x, dim=0, index=torch.zeros_like(x).long())|torch.index_select(x, 0, index=torch.tensor([0]))|x.view(size=(-1,))|x.unsqueeze(dim=-1)|torch.norm(x.float(), p=1)|torch.norm(x.float(), p=1, dim=-1)|x.float().norm(p=float('inf'))|x.float().norm(3, 0)|torch.linalg.norm(x.float())|torch.linalg.vector_norm(x.float(), dim=-1)|torch.linalg.norm(x.float(), dim=0)
torch.arange(start=0, end=3)|torch.linspace(0, 1, steps=5)|torch.eye(n=3)|torch.sort(x.float(), dim=0, descending=True, stable=True)[0]|torch.unique(x, return_counts=True)[1]|torch.unique(x, sorted=True, return_inverse=True)[1]|torch.bincount(x.long().flatten().abs(), weights=x.detach().float().flatten().abs())|torch.nansum(x.float(), dtype=torch.float64)
torch.zeros(3, dtype=x.dtype).scatter_(0, torch.tensor([0, 1]), 1, reduce='add')|torch.zeros(5, 3, dtype=x.dtype).scatter_(0, torch.zeros_like(x).long(), x.detach(), reduce='add')|torch.prod(x.float(), dim=-1, dtype=torch.float64)|torch.div(x.float(), 0.7, rounding_mode='floor').detach()|torch.div(x.float(), 0.7, rounding_mode='trunc').detach()
"""

LAYOUTS = """
torch.atleast_2d(x)|torch.atleast_3d(x)|torch.broadcast_tensors(x, torch.zeros(3))[0]|torch.broadcast_tensors(x, torch.zeros(4, 1))[1]|torch.broadcast_to(x, (2, 4, 3))|torch.diag_embed(x)|torch.diagonal(x)|x.diagonal(1)|torch.diff(x.float())|x.float().diff(dim=0)|torch.trace(x)|torch.tensor_split(x, 2)[0]
F.pad(x, (1, 2))|F.pad(x, (0, 1, 1, 0), value=0.5)|F.pad(x, (1, 0), 'constant', 2)|torch.narrow(x, 0, 0, 1)|torch.take(x, torch.tensor([0, 2]))|torch.dstack([x, x])|torch.tensordot(x.float(), x.float(), dims=([1], [1]))|torch.tensordot(x.float(), x.float().t(), 1)
torch.cdist(x.float(), x.float() + 1)|torch.inner(x.float(), x.float())|torch.baddbmm(x[None].float(), x[None].float(), torch.eye(3)[None])|torch.addmm(x.float(), x.float(), torch.eye(3))|torch.cross(x.float(), x.float() + torch.arange(3), dim=-1)|torch.numel(x)|torch.Size([2, 3])[0]
x.sum_to_size(1, 3)|torch.squeeze(x[None], 0)|x.new_empty(2).fill_(3)|torch.empty(2, 3).copy_(torch.ones(2, 3))|torch.tril_indices(3, 3)|torch.triu_indices(3, 3, 1)|torch.cartesian_prod(torch.arange(2), torch.arange(3))|x.is_contiguous() + 0 * x|x.element_size() + 0 * x
F.interpolate(x[None, None].float(), size=(8, 6), mode='nearest')|F.interpolate(x[None, None].float(), scale_factor=2)|F.interpolate(x[None, None].float(), size=x.shape, mode='bilinear', align_corners=False)|F.interpolate(x[None, None].float(), size=(8, 5), mode='bilinear', align_corners=False)|F.interpolate(x[None, None].float(), size=(7, 6), mode='bilinear', align_corners=True)|F.max_pool2d(x[None].float(), 2)|F.avg_pool2d(x[None].float(), 2)|F.max_pool2d(x[None].float(), 3, stride=1, padding=1)|F.avg_pool2d(x[None].float(), (3, 1), 1, (1, 0))|F.adaptive_avg_pool2d(x[None].float(), 1)|F.conv2d(x[None, None].float(), torch.ones(1, 1, 3, 3), padding=1)|F.conv2d(x[None, None].float(), torch.arange(8.0).view(2, 1, 2, 2), torch.tensor([1.0, 2.0]))
"""

ORDERS = """
torch.cummax(x, 0)[0]|torch.cummin(x, 0)[0]|torch.kthvalue(x, 2)[0]|x.kthvalue(1, dim=0)[0]|torch.quantile(x.float(), 0.5)|torch.quantile(x.float(), 0.3, dim=0)|torch.quantile(x.float(), torch.tensor([0.1, 0.9]))|torch.searchsorted(torch.tensor([0.0, 1.0, 2.0]), x.detach().float())|torch.bucketize(x.detach().float(), torch.tensor([0.0, 1.0]))|torch.bucketize(x.detach().float(), torch.tensor([0.0, 1.0]), right=True)
torch.histc(x.detach().float(), bins=4, min=-1, max=1)|torch.unique_consecutive(x.detach())|torch.median(x.float(), dim=0)[0]|x.float().median(-1).values|torch.nanmedian(x.float())|torch.msort(x)|torch.aminmax(x.detach())[0]|torch.std_mean(x.float())[1]|torch.var_mean(x.float())[0]|torch.logcumsumexp(x.float(), 0)|torch.isneginf(x)|torch.isposinf(x)|torch.count_nonzero(x, dim=0)
"""

LOSSES = """
F.cosine_embedding_loss(x.float(), x.float() * 2 + 1, torch.tensor([1, -1, 1, 1])[: len(x)])|F.cosine_embedding_loss(x.float(), x.float() + 1, torch.ones(len(x)), reduction='none', margin=0.2)|F.margin_ranking_loss(x.float(), x.float() * 0.5, x.sign().float(), margin=0.1)|F.triplet_margin_loss(x.float(), x.float() + 1, x.float() * 2)|F.triplet_margin_loss(x.float(), x.float() + 1, x.float() * 2, swap=True, reduction='none')
F.pairwise_distance(x.float(), x.float() * 2 + 1)|F.pairwise_distance(x.float(), x.float() * 3, p=1, keepdim=True)|F.gaussian_nll_loss(x.float(), x.float() + 1, x.float().abs() + 0.1)|F.gaussian_nll_loss(x.float(), x.float() + 1, x.float().abs() + 0.1, full=True, reduction='sum')|F.poisson_nll_loss(x.float(), x.float().abs())|F.poisson_nll_loss(x.float().abs(), x.float().abs() * 2, log_input=False, reduction='none')|F.poisson_nll_loss(x.float(), x.float().abs() * 2, full=True)
F.multi_margin_loss(x.float(), torch.arange(len(x)) % 3, reduction='sum')|F.multi_margin_loss(x.float(), torch.arange(len(x)) % 3, p=2, weight=torch.tensor([1.0, 2.0, 0.5]), reduction='none')|F.multilabel_margin_loss(x.float(), torch.tensor([[1, -1, 0]] * len(x)))|nn.MultiLabelSoftMarginLoss()(x.float(), (x > 0).float())|nn.SoftMarginLoss()(x.float(), torch.ones_like(x.float()))|nn.CosineEmbeddingLoss()(x.float(), x.float() + 1, torch.ones(len(x)))
nn.TripletMarginLoss(2.0)(x.float(), x.float() + 1, x.float() * 2)|nn.MarginRankingLoss(0.5)(x.float(), x.float() * 0.5, torch.ones_like(x.float()))|nn.GaussianNLLLoss()(x.float(), x.float() + 1, x.float().abs() + 0.1)|nn.PoissonNLLLoss()(x.float(), x.float().abs())|nn.MultiMarginLoss()(x.float(), torch.arange(len(x)) % 3)|nn.HingeEmbeddingLoss()(x.float(), x.float().sign())|nn.PairwiseDistance()(x.float(), x.float() + 1)
F.kl_div(x.float(), x.float().softmax(-1), None, None, 'sum')|F.mse_loss(x.float(), x.float() + 1, reduction='sum')|F.smooth_l1_loss(x.float(), x.float() * 3, beta=0.5, reduction='none')|F.binary_cross_entropy_with_logits(input=x.float(), target=(x > 0).float(), weight=x.detach().float().abs())|F.cross_entropy(x.float(), torch.arange(len(x)) % 3, reduction='sum', label_smoothing=0.1)|F.nll_loss(F.log_softmax(x.float(), -1), torch.arange(len(x)) % 3, reduction='none')
"""

SURROUNDINGS = """
x * (2 if torch.distributed.is_available() else 2)|x * (1 if torch.distributed.is_initialized() else 2)|x * torch.iinfo(torch.int32).max|x * torch.is_grad_enabled()|nn.ModuleDict({'a': nn.Sigmoid()})['a'](x)|nn.Identity(3)(x)|F.dropout(x, p=0.0)|nn.Dropout(0.0)(x)|x * torch.numel(x)|x.mul(torch.as_tensor(0.5))
x * (x.device.type == 'cpu')|x * (str(x.device) == 'cpu')|x * x.is_sparse|x * len(x.shape)|x * x.ndim|x * x.shape.numel()|x * x.size().numel()|x * torch.is_complex(x)|x * (x.dtype in (torch.float32, torch.float64))|x * (torch.__version__ >= '1')
"""

STATEMENTS = """
y = x * 1; y.unsqueeze_(0); return y|y = x * 1; y.squeeze_(); return y|y = x * 1; y.t_(); return y|y = x * 1; y.transpose_(0, 1); return y|y = torch.zeros(4, 3); y.index_add_(0, torch.tensor([0, 1, 0, 2]), x.float()); return y|y = x * 1; y.index_fill_(0, torch.tensor([0]), 0.5); return y|y = torch.zeros(4, 3); y.index_copy_(0, torch.tensor([1, 0, 3, 2]), x.float()); return y
y = x * 1; y.index_put_((torch.tensor([0, 1]),), torch.tensor(0.5, dtype=x.dtype)); return y|y = torch.zeros(4, 3); y.masked_scatter_(x > 0, x.float()[x > 0]); return y|y = x * 1; y.addcmul_(x, x, value=0.5); return y|y = x * 1; y.eq_(1); return y|y = x * 1; y.ge_(0); return y|y = torch.zeros(4, 3); y.fill_diagonal_(1); return y * x|y = x * 1; y.cumsum_(0); return y|y = x * 1; y.clip_(0, 1); return y|y = x * 1; y.lerp_(x * 2, 0.3); return y
y = x * 1; y.retain_grad(); return y|y = nn.Parameter(torch.empty(3)); nn.init.ones_(y); return y * x
a, b = x.chunk(2, dim=0); return a * b|y = x.new_tensor(1.0); y += 1; return y * x|y = torch.zeros(len(x), dtype=torch.bool); y[0] = True; return x[y] * x[~y]|y = torch.zeros_like(x); y[..., -1] = x[..., 0]; return y|y = {k: v for k, v in zip('ab', (x, x))}; return y['a'] * y['b']|y = x.clone(); y[torch.arange(2), torch.arange(2)] -= 1; return y
"""
