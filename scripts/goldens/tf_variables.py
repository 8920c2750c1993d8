"""The variables of a SavedModel as TensorFlow writes them: the fixture of VariablesFileTest.

    python scripts/goldens/tf_variables.py

Needs tensorflow 2.16 or newer. Names are those of TF-slim's variables in TF-Hub's modules. So many that keys in the index
begin anew several times.
"""

import shutil
import tempfile
from pathlib import Path

import tensorflow as tf

FOLDER = Path(__file__).parents[2] / "formats/src/test/resources/org/inception4j/formats/tensorflow"


class Module(tf.Module):
    def __init__(self):
        super().__init__()
        self.kept = [
            tf.Variable(tf.reshape(tf.range(24, dtype=tf.float32), (2, 2, 3, 2)) / 8, name="InceptionV3/Conv2d_1a_3x3/weights"),
            tf.Variable([0.5, -1.0], name="InceptionV3/Conv2d_1a_3x3/BatchNorm/beta"),
            tf.Variable([0.25, 3.0], name="InceptionV3/Conv2d_1a_3x3/BatchNorm/moving_mean", trainable=False),
            tf.Variable([1.5, 2.0], name="InceptionV3/Conv2d_1a_3x3/BatchNorm/moving_variance", trainable=False),
            tf.Variable(tf.reshape(tf.range(6, dtype=tf.float32), (1, 1, 2, 3)), name="InceptionV3/Logits/Conv2d_1c_1x1/weights"),
            tf.Variable([1.0, 2.0, 3.0], name="InceptionV3/Logits/Conv2d_1c_1x1/biases"),
            tf.Variable(7, dtype=tf.int64, name="global_step"),
            tf.Variable(2.5, name="scalar"),
        ]
        self.many = [tf.Variable([float(i)], name=f"many/variable_{i}") for i in range(60)]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(Module(), folder)
        for file in Path(folder, "variables").iterdir():
            shutil.copy(file, FOLDER)


main()
