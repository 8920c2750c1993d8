package org.inception4j.formats.catalog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.caffe.CaffeTensors;
import org.inception4j.formats.keras.KerasFile;
import org.inception4j.formats.numpy.NumpyFile;
import org.inception4j.formats.onnx.OnnxFile;
import org.inception4j.formats.safetensors.SafetensorsTensors;
import org.inception4j.formats.tensorflow.TensorflowFile;
import org.inception4j.formats.torch.TorchFile;

/** The formats, in the order in which they are asked: those with a signature first. */
enum TensorFormat {
    TORCH("PyTorch", ".pth, .pt", TorchFile::looksLike, TorchFile::open),
    KERAS("Keras", ".h5, .keras", KerasFile::looksLike, KerasFile::open),
    NUMPY("NumPy", ".npz, .npy", NumpyFile::looksLike, NumpyFile::open),
    SAFETENSORS("safetensors", "", SafetensorsTensors::looksLike, SafetensorsTensors::open),
    TENSORFLOW(
            "TensorFlow",
            ".index, .ckpt, .pb, .tar.gz, a SavedModel's folder",
            TensorflowFile::looksLike,
            TensorflowFile::open),
    ONNX("ONNX", ".onnx", OnnxFile::looksLike, OnnxFile::open),
    CAFFE("Caffe", ".caffemodel", CaffeTensors::looksLike, CaffeTensors::open);

    /** Asks for a file's format. */
    @FunctionalInterface
    interface Test {
        boolean looksLike(MemorySegment head, Path file);
    }

    /** Opens a file of the format. */
    @FunctionalInterface
    interface Opening {
        TensorFile open(Path file) throws IOException;
    }

    private final String library;
    private final String endings;
    private final Test test;
    private final Opening opening;

    TensorFormat(String library, String endings, Test test, Opening opening) {
        this.library = library;
        this.endings = endings;
        this.test = test;
        this.opening = opening;
    }

    /** Whose it is. */
    String library() {
        return library;
    }

    /** What messages call it. */
    String title() {
        return endings.isEmpty() ? library : "%s (%s)".formatted(library, endings);
    }

    boolean looksLike(MemorySegment head, Path file) {
        return test.looksLike(head, file);
    }

    TensorFile open(Path file) throws IOException {
        return opening.open(file);
    }
}
