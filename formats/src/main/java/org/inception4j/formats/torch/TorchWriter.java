package org.inception4j.formats.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.torch.PickleBytes.Item;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Writes weights as a state dict that {@code torch.load(file, weights_only=True)} opens. */
public final class TorchWriter {
    private static final String FOLDER = "archive/";
    private static final String FORMAT_VERSION = "3\n";

    private final List<Item> items = new ArrayList<>();
    private final List<Supplier<ByteBuffer>> storages = new ArrayList<>();

    private TorchWriter() {}

    /**
     * Writes the weights of a model by its layers' names, {@code a/b} as the module {@code a.b}, in PyTorch's order of axes: a
     * network of the zoo that takes its names from torchvision or timm gives a file that their network loads. Float32, each
     * tensor with a storage of its own, counts of batches 0. The same weights give the same bytes; an old file is replaced as a
     * whole.
     */
    public static void write(Path file, Model model, Weights weights) throws IOException {
        TorchWriter writer = new TorchWriter();
        Weights needed = weights.forModel(model);
        TorchLayer.of(model).forEach(layer -> writer.add(layer, needed));
        AtomicFile.write(file, out -> {
            try (AlignedZip zip = new AlignedZip(out)) {
                writer.write(zip);
            }
        });
    }

    /**
     * The same by PyTorch's names and in its order of axes, for a file of another format. Counts of batches, which are no float32,
     * are not there: PyTorch's normalisations load without them.
     */
    public static Weights stateDict(Model model, Weights weights) {
        Weights needed = weights.forModel(model);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TorchLayer layer : TorchLayer.of(model)) {
            String path = layer.module() + ".";
            TorchWeight like = layer.weights().getLast();
            layer.neutral().forEach((part, value) -> tensors.put(path + part, tensor(like, value)));
            for (TorchWeight weight : layer.weights()) {
                Tensor numbers = weight.order().toTorch(needed.get(weight.spec().name()));
                tensors.put(path + weight.parameter(), numbers.reshaped(shape(weight)));
            }
        }
        return Weights.of(tensors);
    }

    private static Shape shape(TorchWeight weight) {
        return new Shape(weight.sizes().stream().map(Math::toIntExact).toList());
    }

    private void add(TorchLayer layer, Weights weights) {
        String path = layer.module() + ".";
        for (Map.Entry<String, Float> part : layer.neutral().entrySet()) {
            TorchWeight like = layer.weights().getLast();
            add(path + part.getKey(), ElementType.FLOAT32, like.sizes(), () -> constant(like, part.getValue()));
        }
        for (TorchWeight weight : layer.weights()) {
            add(path + weight.parameter(), ElementType.FLOAT32, weight.sizes(), () -> numbers(weight, weights));
        }
        if (layer.layer() instanceof BatchNormalization) {
            add(path + TorchLayer.COUNT, ElementType.INT64, List.of(), () -> ByteBuffer.allocate(Long.BYTES));
        }
    }

    private void add(String name, ElementType type, List<Long> sizes, Supplier<ByteBuffer> storage) {
        items.add(new Item(name, type, sizes, String.valueOf(items.size())));
        storages.add(storage);
    }

    private void write(AlignedZip zip) throws IOException {
        zip.add(FOLDER + "data.pkl", ByteBuffer.wrap(PickleBytes.of(items)));
        zip.add(FOLDER + "byteorder", text("little"));
        for (int i = 0; i < items.size(); i++) {
            zip.add(FOLDER + "data/" + i, storages.get(i).get());
        }
        zip.add(FOLDER + "version", text(FORMAT_VERSION));
    }

    private static ByteBuffer numbers(TorchWeight weight, Weights weights) {
        return littleEndian(weight.order().toTorch(weights.get(weight.spec().name())));
    }

    private static ByteBuffer constant(TorchWeight like, float value) {
        return littleEndian(tensor(like, value));
    }

    private static Tensor tensor(TorchWeight like, float value) {
        Tensor tensor = Tensor.zeros(like.spec().shape());
        for (long i = 0; i < tensor.size(); i++) {
            tensor.set(i, value);
        }
        return tensor;
    }

    private static ByteBuffer littleEndian(Tensor tensor) {
        ByteBuffer bytes = tensor.data().asByteBuffer();
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            return bytes;
        }
        ByteBuffer swapped = ByteBuffer.allocate(bytes.capacity());
        for (int at = 0; at < bytes.capacity(); at += Float.BYTES) {
            swapped.putInt(at, Integer.reverseBytes(bytes.getInt(at)));
        }
        return swapped;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
