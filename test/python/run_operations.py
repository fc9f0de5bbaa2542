"""Single operations with random shapes, types and arguments."""

from __future__ import annotations

import random

import torch

import run_operations_torch as more

SHAPES = [(), (1,), (3,), (4, 3), (1, 3), (4, 1), (2, 4, 3), (2, 1, 3), (2, 3, 1, 2), (0,), (0, 3)]
FLOATS = [torch.float32, torch.float64, torch.float32, torch.bfloat16]
TYPES = [*FLOATS, torch.int64, torch.int32, torch.bool, torch.uint8]

UNARY = """
torch.exp(x)|x.exp()|torch.log(x)|torch.log1p(x)|torch.expm1(x)|x.sigmoid()|torch.sigmoid(x)|torch.tanh(x)|F.logsigmoid(x)|F.relu(x.float())|F.softplus(x)
F.softplus(x, beta=2)|F.softplus(x * 30, threshold=5)|x.abs()|abs(x)|-x|+x|~x|x.neg()|torch.sqrt(x)|torch.rsqrt(x)|torch.square(x)|torch.sign(x)
torch.round(x)|torch.floor(x)|torch.ceil(x)|x.trunc()|torch.log2(x)|torch.log10(x)|x.reciprocal()|torch.isnan(x / x)|torch.isfinite(1 / x)
torch.nan_to_num(torch.log(x))|x.clamp(0)|x.clamp(min=-0.5, max=0.5)|torch.clamp(x, max=0)|x.clamp_min(0.1)|x.clamp_max(1)|x.clip(0, 1)
x ** 2|x ** 0.5|x ** 0|x ** -1|x.pow(3)|torch.pow(x, 1.5)|2 ** x|torch.pow(0.5, x)|x + 1|1 - x|x - 1.5|x * 2|0.25 * x|x / 2|1 / x|(x // 2).detach()|x % 3|x == 1|x > 0.5|x != 0|x >= 1
x + True|x.float()|x.double()|x.long()|x.bool()|x.int()|x.half()|x.to(torch.float64)|x.type(torch.float32)|torch.zeros_like(x)|torch.ones_like(x) - x|torch.full_like(x, 0.25)
x.new_zeros(2)|x.new_ones(2, 3)|x.new_tensor([1.0, 2.0])|x.new_full((2,), 3)|x.clone()|x.detach()|x.data|x.logical_not()|torch.tensor(x.shape)
x.flatten()|x.flatten(1)|x.view(-1)|x.view(3, -1)|x.reshape(-1, 1)|x.unsqueeze(0)|x.unsqueeze(-1)|x.unsqueeze(1)|x.squeeze()|x.squeeze(-1)|x.squeeze(0)|x[None]|x[..., None]
x[:, None]|x[0]|x[-1]|x[1:]|x[::2]|x[..., 0]|x[:, 1]|x[:, -1:]|x[5]|x[1, 1]|x[0:1, 0]|x[x > 0]|x[x > 100]|x[[0, 0]]|x[torch.tensor([0, 1])]|x[:, torch.tensor([1, 0, 1])]
x[torch.tensor([[0], [1]]), torch.tensor([0, 1])]|x[torch.tensor([True, False, True])]|x[True if x.dim() else 0:]|x[torch.arange(2), :1]
x.t()|x.T|x.transpose(0, 1)|x.transpose(-1, -2)|x.permute(1, 0)|x.permute(0, 2, 1)|x.permute(-1, 0, 1)|x.movedim(0, -1)|x.expand(2, 4, 3)|x.expand(-1, 3)|x.expand(5, -1)|x.repeat(2, 1)|x.repeat(2)
x.tile(2)|x.flip(0)|torch.flip(x, [0, -1])|torch.cat([x, x])|torch.cat((x, x * 2), dim=1)|torch.cat([x, x], -1)|torch.stack([x, x + 1])|torch.stack([x, x], dim=-1)|torch.cat([x, x.double()])
torch.cat(x.chunk(2))|torch.stack(x.unbind(0))|x.split(2)[0]|x.split([1, 2], dim=-1)[1]|x.chunk(2, dim=-1)[-1]|x.select(0, 0)|x.narrow(0, 0, 1)|x.contiguous().view(x.shape[0], -1)
x.cumsum(0)|torch.cumsum(x, -1)|x.masked_fill(x > 0, 0.5)|x.masked_fill(x > 0, -1)|torch.where(x > 0, x, -x)|torch.where(x > 0, x, 0.0)|torch.where(x > 0, x, torch.zeros_like(x))
torch.where(x > 0, 0.25, 0.75)|torch.where(x > 0)[0]|torch.nonzero(x)|x.nonzero(as_tuple=True)[0]|torch.eye(3)[x.long().abs() % 3]|F.one_hot(x.long())|F.one_hot(x.long().abs(), 9)
x.sort()[0]|x.sort(descending=True)[1]|x.argsort(-1)|torch.argmax(x)|x.argmax(-1)|x.argmin(0)|x.argmax(1, keepdim=True)|x.mean().item()|x.item()|torch.arange(3) * x|x.sum() > 0
torch.logical_and(x > 0, x < 1)|(x > 0) & (x < 1)|(x > 0) | (x < -1)|(x > 0) ^ True|x & 1|torch.bincount(x.flatten())|torch.unique(x.detach())|x.count_nonzero()|x.norm()|x.std()|x.var(0)|x.softmax(-1)
torch.softmax(x, 0)|F.softmax(x, dim=1)|F.log_softmax(x, dim=-1)|x.log_softmax(1)|F.softmax(x)|F.log_softmax(x, dim=-1, dtype=torch.float64)|x[None].index_select(0, torch.tensor([0, 0]))
x.gather(0, torch.zeros_like(x, dtype=torch.long))|x.gather(-1, torch.tensor([[0, 1]]))|x.gather(1, torch.zeros(1, 2, dtype=torch.int32))|x.scatter(0, torch.zeros_like(x).long(), 2.0)
torch.zeros(5, 3, dtype=x.dtype).scatter_(0, torch.zeros_like(x).long(), x)|torch.zeros(5, 3, dtype=x.dtype).scatter_add(0, torch.ones_like(x).long(), x)|x.masked_select(x > 0)|torch.lerp(x, x * 2, 0.3)
"""

COMPOSED = """
torch.bmm(x[None], x.T[None])|x[None] @ x.T[None]|torch.matmul(x.float(), torch.stack([x.T, x.T * 2]).float())|torch.matmul(x[0], torch.stack([x.T, x.T]))|torch.mv(x, x[0])|torch.dot(x, x)|torch.outer(x, x)|torch.addcmul(x, x, x, value=0.5)|torch.isclose(x, x + 1e-9)|torch.exp2(x.float())|torch.logit(x.sigmoid())|torch.logit(x.float(), eps=0.1)
torch.tril(x)|x.triu(1)|torch.diag(x)|torch.diag(x, 1)|torch.diag(x, -1)|torch.roll(x, 1)|torch.roll(x, 1, 0)|torch.roll(x, (1, -1), (0, 1))|torch.repeat_interleave(x, 2)|x.repeat_interleave(2, dim=0)
x.repeat_interleave(torch.tensor([1, 0, 2]), dim=-1)|torch.argwhere(x > 0)|x.median()|torch.nanmean(torch.log(x))|x.nanmean(0)|torch.cumprod(x, 0)|torch.stack(torch.meshgrid(x.flatten(), x.flatten(), indexing='ij'))
torch.stack(torch.meshgrid(x, x, indexing='xy'))|torch.column_stack([x, x])|torch.isin(x.double(), torch.tensor([1, 2]))|F.cosine_similarity(x.float(), x.float() * 2 + 1) + x.float().sum()|F.cosine_similarity(x, x + 1, dim=-1)|F.normalize(x) + x|F.normalize(x, p=1, dim=0) + x
F.kl_div(F.log_softmax(x, -1), F.softmax(x * 0.5, -1)) + x.sum()|F.kl_div(x, F.softmax(x * 0.5, -1), reduction='batchmean')|F.kl_div(x, x * 0.5, reduction='sum', log_target=True)|F.huber_loss(x, x * 0.3)|F.huber_loss(x, x * 3, reduction='none', delta=0.5)
F.soft_margin_loss(x, torch.ones_like(x))|F.multilabel_soft_margin_loss(x, (x > 0).type_as(x))|F.hinge_embedding_loss(x, x.sign() * 2 - 1)|F.leaky_relu(x)|F.elu(x, 0.5)|F.silu(x)|F.hardtanh(x.float())|F.softmin(x.float(), dim=0)|F.softsign(x)
F.dropout(x, 0.5, False)|nn.Softmax2d()(x[None])|nn.KLDivLoss(reduction='none')(x, (x + 1).exp())|nn.HuberLoss()(x, x * 2)|nn.Tanh()(x)|nn.LeakyReLU(0.2)(x)|nn.CosineSimilarity(dim=0)(x, x * x)|nn.Sequential(nn.Sigmoid(), nn.ReLU())(x)
torch.einsum('ij,ij->i', x, x)|torch.einsum('ij,kj->ik', [x, x])|torch.einsum('ij,ij->i', (x, x))|torch.einsum('i...,i...->i...', x, x)|torch.einsum('ij...,i...->j...', x, x[:, 0])|torch.einsum('...,i...', x[0], x)|x.float().index_add(0, torch.tensor([0, 0]), x[:2].float())|x[None].index_fill(-1, torch.tensor([0]), 0.5)|x.unflatten(0, (2, 2))|F.relu6(x.float() * 4)|torch.atleast_1d(x)|x.moveaxis(0, -1)|torch.concatenate([x, x])
torch.ge(x, 0)|torch.greater_equal(x, 0.5)|torch.less_equal(x, 0.5)|x.max(0).values|x.min(dim=-1).indices|x.sort().values|x.topk(2).indices|x + torch.finfo(x.dtype).eps|x.clamp(torch.finfo(torch.float32).tiny)|torch.tensor(x.tolist())
torch.tensor(x.detach().numpy() > 0)|torch.from_numpy(x.detach().numpy())|torch.zeros(x.size()[:1] + (2,)) + 1|torch.Tensor(x.shape[:1]).fill_(0)|torch.cat([each * 2 for each in nn.ModuleList([nn.Sigmoid()])[0](x)])
"""

MAKING_AND_JOINING = """
torch.autograd.Variable(x) * x|torch.autograd.Variable(x, volatile=x.volatile)|torch.FloatTensor(x.size()).zero_() + x|torch.FloatTensor(2, 3).fill_(0.5)|torch.LongTensor([1, 2])|torch.Tensor(x.shape).fill_(1)
torch.DoubleTensor([[1, 2], [3, 4]])|torch.FloatTensor(4.0)|torch.ByteTensor([1, 0, 1])
torch.vstack([x, x * 2])|torch.hstack((x, x))|x.topk(2)[0]|torch.topk(x, 1, dim=0)[0]|x.topk(2, largest=False)[0]|torch.topk(x, 9)[0]
torch.lerp(x.float(), x.float() * 2, x.float().sigmoid())|x.lerp(torch.ones_like(x), x)|x.where(x > 0, -x)|x.where(x > 0, torch.zeros_like(x))
"""

REDUCTIONS = ["sum", "mean", "prod", "max", "min", "amax", "amin", "any", "all", "logsumexp"]
REDUCED = ["", "0", "-1", "1", "dim=0, keepdim=True", "dim=(0, 1)", "dim=-1, keepdim=True", "5"]

BINARY = """
x + y|x - y|x * y|x / y|(x // y).detach()|x % y|x.double() ** y.double()|x == y|x != y|x < y|x >= y|torch.maximum(x, y)|torch.minimum(x, y)|torch.max(x, y)|x.mul(y)|x.add(y)|torch.sub(x.float(), y.float(), alpha=2)|x.div(y)
torch.where(x > 0, x, y)|torch.where(y > 0, x, y)|torch.pow(x.float(), y.float())|x.lt(y)|x.eq(y)|torch.logaddexp(x.float(), y.float())|torch.xlogy(x, y)|torch.logical_or(x > 0, y > 0)|x @ y|torch.matmul(x, y)
F.binary_cross_entropy_with_logits(x, y)|F.binary_cross_entropy_with_logits(x, y, reduction='none')|F.binary_cross_entropy(x.sigmoid(), y.sigmoid())|F.mse_loss(x.float(), x.detach().float() * 0.5)
F.binary_cross_entropy_with_logits(x, (y > 0).type_as(x), pos_weight=torch.tensor(2.0, dtype=x.dtype))|x.type_as(y)|x.expand_as(y)|x.view_as(y)|x.to(y)|torch.clamp(x, min=y)
x[y > 0]|x[(y > 0).long()]|torch.cat([x, y], 0)|torch.stack([x, y])|F.cross_entropy(x, y)|F.cross_entropy(x, (y > 0).long())|F.smooth_l1_loss(x.float(), x.float() * 0.3)|F.l1_loss(x.float(), x.detach().float() + 1)
"""

STATEMENTS = """
x = x * 1; x += 1; return x|x = x * 1; x *= x; return x|x = x * 1; x[0] = 5; return x|x = x * 1; x[x > 0] = 0; return x|x = x * 1; x[..., 0] += x[..., 1]; return x
x = x.sigmoid(); x.mul_(2); return x|x = x.exp(); y = x * x; x.add_(1); return y|x = (x * 1).view(-1); x.zero_(); return x|y = x * 1; y.view(-1)[0] = 1; return y
y = x * 1; z = y.view(-1); z += 1; return y|x = x * 2; x.clamp_(-1, 1); return x|x = x * 2; x.pow_(2).neg_(); return x|x = x * 1; x /= 2; return x|x = x * 1; x -= x; return x
x = x * 1; x[:, 0] = torch.arange(4); return x|x = x * 1; x[torch.tensor([0, 1])] = 0.5; return x|y = torch.zeros(3); y[1] = x.sum(); return y|x = x * 1; x.masked_fill_(x > 0, 1); return x
x = x * 1; x.fill_(2); return x|x = x * 1; x += 1.5; return x|x = x.long(); x += 1.5; return x|x = x * 1; x[0] = x[1]; return x|y = x.clone(); y[y < 0] *= -1; return y
x = x * 1; x[0][1] = 5; return x * x|x = x * 1; r = x[0]; x[0] = 2; return r * r|x = x * 1; r = x[1]; r += x[0]; return x|x = x * 1; r = x[1:]; r[0].zero_(); return x.exp()
x = x * 1; r = x[0].view(-1); x += 1; return r|x = x * 1; r = x[:, 0]; r[0] = x.sum(); r[1] *= 3; return x * r.sum()|y = torch.zeros_like(x); y[0][0] = x.sum(); y[1] = x[0] * 2; return y * y
y = x.detach().clone(); torch.set_grad_enabled(False); y[0][1] = 7; y.view(-1)[2] = 8; torch.set_grad_enabled(True); return y * x|y = torch.ones(3, 2); [y[i].fill_(i) for i in range(3)]; return y * x.sum()
"""


def operations() -> list[tuple[str, str, list[torch.Tensor], list[bool]]]:
    """Name, source, inputs and which of them have a gradient."""
    chooser = random.Random(23)
    generator = torch.Generator().manual_seed(29)
    found = []

    def add(body: str, inputs: list[torch.Tensor]) -> None:
        names = "x, y"[: 3 * len(inputs) - 2]
        lines = "\n    ".join(part.strip() for part in body.split(";"))
        source = f"import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n\ndef case({names}):\n    {lines}\n"
        wanted = [value.dtype.is_floating_point for value in inputs]
        described = ", ".join(f"{tuple(value.shape)} {value.dtype}" for value in inputs)
        found.append((f"{body} of {described}", source, inputs, wanted))

    def some(shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
        values = torch.randn(shape, generator=generator, dtype=torch.float64) * 2
        return values.abs().to(dtype) if dtype in (torch.uint8, torch.bool) else values.to(dtype)

    for expression in parts(UNARY) + [f"x.{name}({given})" for name in REDUCTIONS for given in reduced(name)]:
        is_pair = any(f".{name}({given})" in expression for name in ("max", "min") for given in REDUCED[1:])
        body = f"return ({expression})[0]" if is_pair else f"return {expression}"
        for shape in chooser.sample(SHAPES, 4) + [(4, 3)]:
            add(body, [some(shape, chooser.choice(TYPES))])
    for expression in parts(BINARY):
        for _ in range(12):
            shapes = chooser.sample(SHAPES, 2) if chooser.random() < 0.6 else [chooser.choice(SHAPES)] * 2
            types = [chooser.choice(TYPES), chooser.choice(TYPES)] if chooser.random() < 0.5 else [chooser.choice(FLOATS)] * 2
            add(f"return {expression}", [some(shape, dtype) for shape, dtype in zip(shapes, types)])
    for body in parts(STATEMENTS):
        for shape in [(4, 3), chooser.choice(SHAPES)]:
            add(body, [some(shape, chooser.choice(FLOATS[:3]))])
    for expression in parts(COMPOSED):
        for shape in chooser.sample(SHAPES, 4) + [(4, 3)]:
            add(f"return {expression}", [some(shape, chooser.choice(TYPES))])
    for text in (more.ELEMENTWISE, more.ARGUMENTS, more.LAYOUTS, more.ORDERS, more.LOSSES, more.SURROUNDINGS):
        for expression in parts(text):
            for shape in [chooser.choice(SHAPES), (4, 3)]:
                add(f"return {expression}", [some(shape, chooser.choice(TYPES) if shape != (4, 3) else torch.float32)])
    for body in parts(more.STATEMENTS):
        for shape in [(4, 3), chooser.choice(SHAPES)]:
            add(body, [some(shape, chooser.choice(FLOATS[:3]))])
    for expression in parts(MAKING_AND_JOINING):
        for shape in chooser.sample(SHAPES, 4) + [(4, 3)]:
            add(f"return {expression}", [some(shape, chooser.choice(TYPES))])
    return found


def reduced(name: str) -> list[str]:
    """The arguments of a reduction; some take a single dimension."""
    return [given for given in REDUCED if "(0, 1)" not in given or name in ("sum", "mean", "amax", "amin", "logsumexp")]


def parts(text: str) -> list[str]:
    return [part for line in text.strip().splitlines() for part in line.split("|") if part.strip()] if " | " not in text else split(text)


def split(text: str) -> list[str]:
    """At bars without spaces around them; a bar with spaces is Python's."""
    return [part.replace(" \0 ", " | ") for line in text.strip().splitlines() for part in line.replace(" | ", " \0 ").split("|")]
