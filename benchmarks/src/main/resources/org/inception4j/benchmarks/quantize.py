"""usage: quantize.py NETWORK.onnx QUANTIZED.onnx

ONNX Runtime's static quantisation as its documentation advises it for processors: weights s8 for each channel,
activations u8, QDQ; the ranges come from noise, as the time does not depend on them.
"""
import os
import sys

import numpy
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

CALIBRATION_BATCHES = 2


class Noise(CalibrationDataReader):
    def __init__(self, file):
        put_in = onnx.load(file).graph.input[0]
        sizes = [size.dim_value for size in put_in.type.tensor_type.shape.dim]
        random = numpy.random.default_rng(0)
        self.batches = iter([{put_in.name: random.standard_normal(sizes, dtype=numpy.float32)}
                             for _ in range(CALIBRATION_BATCHES)])

    def get_next(self):
        return next(self.batches, None)


source, target = sys.argv[1:]
prepared = target + '.prepared'
quant_pre_process(source, prepared)
quantize_static(prepared, target, Noise(prepared), quant_format=QuantFormat.QDQ, per_channel=True,
                activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)
os.remove(prepared)
