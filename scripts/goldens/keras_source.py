"""A Keras model as a network with our names, which are Keras' own."""

import numpy as np


class KerasNetwork:
    def __init__(self, model, ends, heads=()):
        """
        ends: names of layers, or our block names and the layers at whose end they are
        heads: our names of the outputs after the first, in the model's order
        """
        self.model = model
        self.ends = dict(ends) if isinstance(ends, dict) else {name: name for name in ends}
        self.outputs = ["output", *heads]

    def weights(self):
        return {
            f"{layer.name}/{variable.name}": Weight(variable)
            for layer in self.model.layers
            for variable in layer.weights
            if variable.name != "seed_generator_state"
        }

    def run(self, picture):
        import keras

        tensors = [self.model.get_layer(layer).output for layer in self.ends.values()]
        results = keras.Model(self.model.inputs, tensors + self.model.outputs)(picture[None], training=False)
        values = [keras.ops.convert_to_numpy(result)[0] for result in results]
        count = len(tensors)
        return dict(zip(self.ends, values[:count])), dict(zip(self.outputs, values[count:]))


class Weight:
    def __init__(self, variable):
        self.variable = variable
        self.shape = tuple(variable.shape)

    def set(self, values):
        self.variable.assign(np.array(values))
