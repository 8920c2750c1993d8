package org.inception4j.formats.onnx;

import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/** A network out of a file. */
record Imported(Model model, Weights weights) {}
