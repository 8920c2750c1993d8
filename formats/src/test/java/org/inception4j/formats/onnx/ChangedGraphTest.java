package org.inception4j.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.Model;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in good order whose graphs make no sense: what {@link Fuzz}, which damages bytes, seldom reaches. */
class ChangedGraphTest {
    private static final Path FILES =
            Path.of(System.getProperty("project.root", "."), "formats/src/test/resources/org/inception4j/formats/onnx");
    private static final long[] NUMBERS = {0, -1, 1, 2, 3, 7, 1 << 16, Integer.MAX_VALUE, 1L << 31, 1L << 62, -2, 100};
    private static final String[] TYPES = {
        "Conv",
        "Gemm",
        "MatMul",
        "Relu",
        "MaxPool",
        "AveragePool",
        "GlobalAveragePool",
        "ReduceMean",
        "Concat",
        "Add",
        "Mul",
        "Sub",
        "Div",
        "Flatten",
        "Reshape",
        "Transpose",
        "Squeeze",
        "Unsqueeze",
        "Gather",
        "Pad",
        "Slice",
        "Softmax",
        "Clip",
        "Shape",
        "BatchNormalization",
        "LayerNormalization",
        "LRN",
        "Identity",
        "Cast",
        "Constant",
        "LeakyRelu",
        "If",
        ""
    };

    @TempDir
    Path folder;

    @Test
    void answersGraphsThatMakeNoSenseWithARefusal() throws IOException {
        int refused = 0;
        int runs = Integer.getInteger("fuzz.runs", 500);
        for (long seed = 0; seed < runs; seed++) {
            String name = List.of("flattened-dynamo", "inception-v3-dynamo").get((int) (seed % 2));
            CounterRandom random = CounterRandom.of(seed);
            Path file = folder.resolve("changed.onnx");
            write(file, changed(OnnxFile.open(FILES.resolve(name + ".onnx")).graph(), random));
            try (OnnxFile changed = OnnxFile.open(file)) {
                Model model = changed.model().orElseThrow();
                assertThat(changed.match(model).isComplete()).isTrue();
            } catch (IOException _) {
                refused++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("run " + seed, wrong);
            }
        }
        assertThat(refused).isBetween(runs / 4, runs - 1);
    }

    /** Of one operator to a few, something is changed. */
    private static Graph changed(Graph graph, CounterRandom random) {
        List<Operator> operators = new ArrayList<>(graph.operators());
        for (int change = 0; change <= random.nextInt(3); change++) {
            int at = random.nextInt(operators.size());
            Operator operator = operators.get(at);
            operators.set(at, changed(operator, operators, random));
        }
        Map<String, GraphTensor> tensors = new LinkedHashMap<>(graph.tensors());
        if (random.nextInt(4) == 0) {
            List<String> names = List.copyOf(tensors.keySet());
            GraphTensor tensor = tensors.get(names.get(random.nextInt(names.size())));
            List<Long> sizes = numbers(tensor.sizes(), random);
            tensors.put(tensor.name(), new GraphTensor(tensor.name(), tensor.type(), sizes, tensor.content()));
        }
        return new Graph(graph.name(), operators, tensors, graph.inputs(), graph.outputs());
    }

    private static Operator changed(Operator operator, List<Operator> all, CounterRandom random) {
        String type = operator.type();
        List<String> inputs = new ArrayList<>(operator.inputs());
        Map<String, Attribute> attributes = new LinkedHashMap<>(operator.attributes());
        switch (inputs.isEmpty() ? 0 : random.nextInt(5)) {
            case 0 -> type = TYPES[random.nextInt(TYPES.length)];
            case 1 -> {
                Operator other = all.get(random.nextInt(all.size()));
                inputs.set(random.nextInt(inputs.size()), other.outputs().getFirst());
            }
            case 2 -> inputs.removeLast();
            case 3 -> {
                Operator other = all.get(random.nextInt(all.size()));
                inputs.add(other.inputs().isEmpty() ? "" : other.inputs().getLast());
            }
            default -> attributes.replaceAll((_, attribute) -> changed(attribute, random));
        }
        return new Operator(type, operator.name(), inputs, operator.outputs(), attributes);
    }

    private static Attribute changed(Attribute attribute, CounterRandom random) {
        if (random.nextInt(3) == 0) {
            return attribute;
        }
        return switch (attribute) {
            case Attribute.Whole _ -> new Attribute.Whole(number(random));
            case Attribute.Wholes(List<Long> values) -> new Attribute.Wholes(numbers(values, random));
            case Attribute.Real _ -> new Attribute.Real(Float.intBitsToFloat(random.nextInt(Integer.MAX_VALUE)));
            case Attribute.Text _ -> new Attribute.Text(random.nextInt(2) == 0 ? "SAME_UPPER" : "?");
            case Attribute.Reals _, Attribute.Numbers _, Attribute.Other _ -> attribute;
        };
    }

    private static List<Long> numbers(List<Long> values, CounterRandom random) {
        List<Long> changed = new ArrayList<>(values);
        if (random.nextInt(4) == 0) {
            changed.add(number(random));
        } else if (!changed.isEmpty()) {
            changed.set(random.nextInt(changed.size()), number(random));
        }
        return changed;
    }

    private static long number(CounterRandom random) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private static void write(Path file, Graph graph) throws IOException {
        ProtoMessage message = new ProtoMessage()
                .whole(Fields.OfModel.IR_VERSION, 8)
                .message(Fields.OfModel.GRAPH, new GraphMessage(Weights.of(Map.of())).of(graph))
                .message(Fields.OfModel.OPSET_IMPORT, new ProtoMessage().whole(Fields.OfOpset.VERSION, 20));
        try (var out = Files.newOutputStream(file)) {
            message.writeTo(out);
        }
    }
}
