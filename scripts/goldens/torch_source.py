"""A PyTorch module as a network with our names: a layer is called as its module, '/' for '.'."""

import numpy as np
import torch
from torch import nn

# Plain kernels, so that the numbers do not come from the library (oneDNN) that they are compared with.
torch.backends.mkldnn.enabled = False


class TorchNetwork:
    def __init__(self, module, ends, heads=None, pictures=None):
        """
        ends: our block names and the modules at whose end they are; "< module": what the module looks at
        heads: our names of auxiliary outputs, the head's module and the module whose result it looks at
        pictures: the shapes (channels, rows, columns) of what linear modules see flattened
        """
        self.module = module.eval()
        self.ends = dict(ends)
        self.heads = heads or {}
        self.pictures = pictures or {}

    def weights(self):
        """Our weight names to views of the module's own numbers in our layout."""
        found = {}
        for path, part in self.module.named_modules():
            for kind, tensor in own_weights(part, self.pictures.get(path, ())):
                found[f"{path.replace('.', '/')}/{kind}"] = Weight(tensor)
        keys = [name for name in self.module.state_dict() if not name.endswith("num_batches_tracked")]
        if len(keys) != len(found):
            raise ValueError(f"{len(keys)} entries of the state dict, but rules for {len(found)}")
        return found

    def run(self, picture):
        """Block ends and outputs of one picture (height, width, 3), each with the channels last."""
        blocks, looked_at = {}, {}
        hooks = [self.watch(path, blocks, name) for name, path in self.ends.items()]
        hooks += [self.watch(path, looked_at, path) for _, path in self.heads.values()]
        with torch.no_grad():
            x = torch.from_numpy(picture).permute(2, 0, 1)[None].contiguous()
            outputs = {"output": self.module(x)}
            for name, (head, path) in self.heads.items():
                outputs[name] = self.module.get_submodule(head)(looked_at[path])
        for hook in hooks:
            hook.remove()
        ordered = {name: channels_last(blocks[name]) for name in self.ends}
        return ordered, {name: channels_last(value) for name, value in outputs.items()}

    def watch(self, path, into, name):
        # A copy: what follows may work in place.
        if path.startswith("< "):
            part = self.module.get_submodule(path[2:])
            return part.register_forward_pre_hook(lambda _, seen: into.__setitem__(name, seen[0].clone()))
        part = self.module.get_submodule(path)
        return part.register_forward_hook(lambda _, __, result: into.__setitem__(name, result.clone()))


class Weight:
    def __init__(self, tensor):
        self.tensor = tensor
        self.shape = tuple(tensor.shape)

    def set(self, values):
        self.tensor.copy_(torch.from_numpy(np.array(values)))


class FlatKernel:
    """The kernel of a dense layer (inputs, units) whose inputs are a permuted picture."""

    def __init__(self, view):
        self.view = view
        self.shape = (view[..., 0].numel(), view.shape[-1])

    def copy_(self, values):
        self.view.copy_(values.reshape(self.view.shape))


def dense_kernel(weight, shape):
    """PyTorch and Caffe flatten (channels, rows, columns), we (rows, columns, channels)."""
    kernel = weight.reshape(-1, *shape)
    return FlatKernel(kernel.permute(2, 3, 1, 0)) if len(shape) == 3 else weight.T


def own_weights(module, picture):
    if isinstance(module, nn.Conv2d):
        if module.groups > 1:
            # (channels, 1, height, width) to (height, width, channels, 1)
            yield "depthwise_kernel", module.weight.data.permute(2, 3, 0, 1)
        else:
            yield "kernel", module.weight.data.permute(2, 3, 1, 0)
    elif isinstance(module, nn.Linear):
        yield "kernel", dense_kernel(module.weight.data, picture)
    elif isinstance(module, nn.modules.batchnorm._BatchNorm):
        yield "gamma", module.weight.data
        yield "moving_mean", module.running_mean
        yield "moving_variance", module.running_var
        if module.bias is not None:
            yield "beta", module.bias.data
        return
    else:
        return
    if module.bias is not None:
        yield "bias", module.bias.data


def channels_last(tensor):
    value = tensor[0]
    return (value.permute(1, 2, 0) if value.dim() == 3 else value).contiguous().numpy()
