"""PyTorch beside Inception4J: stays resident, takes one JSON object a line, answers with one.

    {"do": "prepare", "job": "infer", "network": "googlenet-plain", "precision": "fp32", "batch": 1, "threads": 2, "width": 1, "pixels": 224}
    {"do": "measure", "seconds": 1}

usage: pytorch.py eager|compile|frozen
       pytorch.py predict TASK WEIGHTS PHOTOS    prints the best five classes of a photo or of those in a folder, then ends

eager: channels_last, inference_mode; compile: torch.compile; frozen: torch.compile with the weights as constants of the
code (inference only). bf16 is autocast. The networks are those of the same name in Java, weights random.
"""
import json
import os
import platform
import sys
import time

MODE = sys.argv[1]
if MODE == 'frozen':
    os.environ['TORCHINDUCTOR_FREEZING'] = '1'

# Whatever else is printed, by torch or a compiler, must not come between the answers.
ANSWERS = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)

import torch
from torch import nn
from torch.nn import functional

WIDTH = 1.0


class Skip(Exception):
    """What this peer cannot do, as a reason for people."""


def channels(count):
    return count if WIDTH == 1 else max(1, int(count * WIDTH / 8 + 0.5)) * 8


class Conv(nn.Module):
    """Convolution, ReLU; with normalisation between them instead of a bias if there is an epsilon."""

    def __init__(self, inputs, outputs, kernel, stride=1, padding=0, epsilon=None):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=epsilon is None)
        self.norm = nn.Identity() if epsilon is None else nn.BatchNorm2d(outputs, eps=epsilon)

    def forward(self, x):
        return functional.relu(self.norm(self.conv(x)), inplace=True)


class Branches(nn.Module):
    """All see the same input; what they give is joined along the channels."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


def googlenet(lrn, epsilon):
    def conv(inputs, outputs, kernel, stride=1):
        return Conv(inputs if inputs == 3 else channels(inputs), channels(outputs), kernel, stride, kernel // 2, epsilon)

    def module(inputs, one, reduce3, three, reduce5, five, project):
        return Branches(conv(inputs, one, 1), nn.Sequential(conv(inputs, reduce3, 1), conv(reduce3, three, 3)),
                        nn.Sequential(conv(inputs, reduce5, 1), conv(reduce5, five, 5)),
                        nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(inputs, project, 1)))

    def pool(size=3):
        return nn.MaxPool2d(size, 2, ceil_mode=True)

    def respond():
        return [nn.LocalResponseNorm(5, 1e-4, 0.75, 1)] if lrn else []

    rows = [(192, 64, 96, 128, 16, 32, 32), (256, 128, 128, 192, 32, 96, 64), None,
            (480, 192, 96, 208, 16, 48, 64), (512, 160, 112, 224, 24, 64, 64), (512, 128, 128, 256, 24, 64, 64),
            (512, 112, 144, 288, 32, 64, 64), (528, 256, 160, 320, 32, 128, 128), None,
            (832, 256, 160, 320, 32, 128, 128), (832, 384, 192, 384, 48, 128, 128)]
    return [conv(3, 64, 7, 2), pool(), *respond(), conv(64, 64, 1), conv(64, 192, 3), *respond(), pool(),
            *[module(*row) if row else pool() for row in rows],
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.4), nn.Linear(channels(1024), 1000)]


def inception_v3():
    def conv(inputs, outputs, kernel, stride=1, padding=None):
        same = tuple(side // 2 for side in kernel) if isinstance(kernel, tuple) else kernel // 2
        return Conv(inputs if inputs == 3 else channels(inputs), channels(outputs), kernel, stride,
                    same if padding is None else padding, 1e-3)

    def chain(inputs, *layers):
        made = []
        for outputs, kernel, *rest in layers:
            made.append(conv(inputs, outputs, kernel, *rest))
            inputs = outputs
        return nn.Sequential(*made)

    def mean(inputs, outputs):
        return nn.Sequential(nn.AvgPool2d(3, 1, 1), conv(inputs, outputs, 1))

    def figure5(inputs, project):
        return Branches(conv(inputs, 64, 1), chain(inputs, (48, 1), (64, 5)), chain(inputs, (64, 1), (96, 3), (96, 3)),
                        mean(inputs, project))

    def figure6(c):
        return Branches(conv(768, 192, 1), chain(768, (c, 1), (c, (1, 7)), (192, (7, 1))),
                        chain(768, (c, 1), (c, (7, 1)), (c, (1, 7)), (c, (7, 1)), (192, (1, 7))), mean(768, 192))

    def fork(inputs):
        return Branches(conv(inputs, 384, (1, 3)), conv(inputs, 384, (3, 1)))

    def figure7(inputs):
        return Branches(conv(inputs, 320, 1), nn.Sequential(conv(inputs, 384, 1), fork(384)),
                        nn.Sequential(conv(inputs, 448, 1), conv(448, 384, 3), fork(384)), mean(inputs, 192))

    halve = nn.MaxPool2d(3, 2)
    return [conv(3, 32, 3, 2, 0), conv(32, 32, 3, 1, 0), conv(32, 64, 3), halve, conv(64, 80, 1), conv(80, 192, 3, 1, 0),
            halve, figure5(192, 32), figure5(256, 64), figure5(288, 64),
            Branches(conv(288, 384, 3, 2, 0), chain(288, (64, 1), (96, 3), (96, 3, 2, 0)), halve),
            figure6(128), figure6(160), figure6(160), figure6(192),
            Branches(chain(768, (192, 1), (320, 3, 2, 0)),
                     chain(768, (192, 1), (192, (1, 7)), (192, (7, 1)), (192, 3, 2, 0)), halve),
            figure7(1280), figure7(2048),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.Linear(channels(2048), 1000)]


NETWORKS = {'googlenet-plain': lambda: googlenet(False, None), 'googlenet': lambda: googlenet(True, None),
            'googlenet-bn': lambda: googlenet(False, 1e-3), 'inception-v3': inception_v3}


def inference(layers, x, bf16):
    net = nn.Sequential(*layers, nn.Softmax(1)).to(memory_format=torch.channels_last).eval()
    run = net if MODE == 'eager' else torch.compile(net)
    # What is compiled does not like tensors of inference_mode; what is frozen asks for no_grad.
    context = torch.inference_mode if MODE == 'eager' else torch.no_grad

    def work():
        with context(), torch.autocast('cpu', torch.bfloat16, enabled=bf16):
            return run(x)

    return work


def training(layers, x, bf16):
    if MODE == 'frozen':
        raise Skip('frozen weights cannot be trained')
    net = nn.Sequential(*layers).to(memory_format=torch.channels_last).train()
    run = net if MODE == 'eager' else torch.compile(net)
    descent = torch.optim.SGD(net.parameters(), 1e-6, momentum=0.9)
    labels = torch.randint(0, 1000, (len(x),))

    def work():
        descent.zero_grad()
        with torch.autocast('cpu', torch.bfloat16, enabled=bf16):
            loss = functional.cross_entropy(run(x).float(), labels)
        loss.backward()
        descent.step()

    return work


def prepare(job):
    global WIDTH
    if job['precision'] not in ('fp32', 'bf16'):
        raise Skip('has no ' + job['precision'] + ' by autocast')
    WIDTH = job['width']
    torch.set_num_threads(job['threads'])
    torch.manual_seed(0)
    x = torch.randn(job['batch'], 3, job['pixels'], job['pixels']).to(memory_format=torch.channels_last)
    make = inference if job['job'] == 'infer' else training
    work = make(NETWORKS[job['network']](), x, job['precision'] == 'bf16')
    for _ in range(3):
        work()
    return work


def measure(work, seconds):
    work()  # the others have had the caches since
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return times


class Photos(torch.utils.data.Dataset):
    """As torchvision prepares them for its networks."""

    def __init__(self, files, pixels):
        self.files = files
        self.pixels = pixels

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        import numpy
        from PIL import Image
        with Image.open(self.files[index]) as photo:
            photo = photo.convert('RGB')
        side = round(self.pixels / 0.875)
        scale = side / min(photo.size)
        width, height = (max(side, int(length * scale)) for length in photo.size)
        photo = photo.resize((width, height), Image.Resampling.BILINEAR)
        left, top = (width - self.pixels) // 2, (height - self.pixels) // 2
        photo = photo.crop((left, top, left + self.pixels, top + self.pixels))
        numbers = torch.from_numpy(numpy.array(photo)).permute(2, 0, 1).float() / 255
        mean, deviation = torch.tensor([[0.485, 0.456, 0.406], [0.229, 0.224, 0.225]])[..., None, None]
        return (numbers - mean) / deviation


def predict(task, weights, photos):
    job = json.loads(task)
    torch.set_num_threads(job['threads'])
    net = nn.Sequential(*NETWORKS[job['network']](), nn.Softmax(1))
    if not os.path.exists(weights):
        torch.save(net.state_dict(), weights)
    net.load_state_dict(torch.load(weights, mmap=True))
    net = net.to(memory_format=torch.channels_last).eval()
    files = [photos] if os.path.isfile(photos) else sorted(os.path.join(photos, name) for name in os.listdir(photos))
    # Two workers decode beside the network; for one photo they would only take time to start.
    batches = torch.utils.data.DataLoader(Photos(files, job['pixels']), job['batch'], num_workers=2 if len(files) > 1 else 0)
    with torch.inference_mode(), torch.autocast('cpu', torch.bfloat16, enabled=job['precision'] == 'bf16'):
        done = 0
        for batch in batches:
            best = net(batch.to(memory_format=torch.channels_last)).float().topk(5)
            for probabilities, classes in zip(best.values.tolist(), best.indices.tolist()):
                print(json.dumps({'file': files[done], 'classes': classes, 'probabilities': probabilities}), file=ANSWERS)
                done += 1
    ANSWERS.flush()


def peak_bytes():
    try:
        with open('/proc/self/status') as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith('VmHWM'))
    except (OSError, StopIteration):
        return None


def answer(request, work):
    if request['do'] == 'prepare':
        work = prepare(request)
        return work, {'libraries': 'PyTorch %s, Python %s' % (torch.__version__, platform.python_version())}
    times = measure(work, request['seconds'])
    return work, {'millis': times, 'peak_bytes': peak_bytes()}


def main():
    work = None
    for line in sys.stdin:
        try:
            work, result = answer(json.loads(line), work)
        except Skip as reason:
            result = {'skipped': str(reason)}
        except Exception as failure:
            result = {'failed': '%s: %s' % (type(failure).__name__, (str(failure).splitlines() or [''])[0])}
        print(json.dumps(result), file=ANSWERS, flush=True)


if MODE == 'predict':
    predict(*sys.argv[2:])
else:
    main()
