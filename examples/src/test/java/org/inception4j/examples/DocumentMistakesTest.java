package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mistakes in the documents cannot be written in Java, or give an error that names the right word. */
class DocumentMistakesTest {
    private static final String IMPORTS =
            "import org.inception4j.model.*; class Mistake { static Object of(Node x) { return %s; } }";

    @TempDir
    private Path folder;

    @Test
    void aMisspeltKernelSizeDoesNotCompile() {
        assertThat(compiled("Conv2D.of(32, 5).withKernelSzie(5)"))
                .singleElement()
                .asString()
                .contains("withKernelSzie");
    }

    @Test
    void aCallInPlaceOfAnArgumentDoesNotCompile() {
        assertThat(compiled("MaxPooling2D.of(poolSize(2, 2))"))
                .singleElement()
                .asString()
                .contains("poolSize");
    }

    @Test
    void misspeltOutputsDoNotCompile() {
        assertThat(compiled("Model.of(\"model\", x, ouputs)"))
                .singleElement()
                .asString()
                .contains("ouputs");
    }

    @Test
    void theWordsThemselvesCompile() {
        assertThat(compiled("Model.of(\"model\", x, MaxPooling2D.of(2).on(Conv2D.of(32, 5).on(x)))"))
                .isEmpty();
    }

    @Test
    void aMisspeltKernelSizeInAFileIsNamed() {
        String json = """
                {"format": "inception4j model", "version": 1, "name": "model", "sequential": false, "nodes": [
                 {"name": "input_1", "inputs": [], "layer": {"type": "Input", "shape": [28, 28, 3]}},
                 {"name": "conv2d", "inputs": ["input_1"], "layer": {"type": "Conv2D", "filters": 32, "kernel_szie": [5, 5]}}
                ], "inputs": ["input_1"], "outputs": []}""";
        assertThatThrownBy(() -> ModelJson.read(json, "model.json"))
                .hasMessage("model.json, nodes[1].layer: has the unknown field kernel_szie; did you mean kernelSize?");
    }

    @Test
    void branchesOfDifferentSizeAreNamedWithTheirShapes() {
        Node x = Input.of(35, 35, 192).on();
        Node halved = Conv2D.of(192, 3).withStrides(2).on(x);
        Node pooled = MaxPooling2D.of(3, 4).on(x);
        assertThatThrownBy(() -> Concatenate.of().named("mixed4/concat").on(halved, pooled))
                .hasMessage(
                        "mixed4/concat: cannot join (17, 17, 192) and (9, 9, 192) along the channels: height and width must "
                                + "agree; check stride and padding of each branch");
    }

    @Test
    void noFiltersAreRefused() {
        assertThatThrownBy(() -> Conv2D.of(0, 3)).hasMessage("Conv2D: filters is 0; give at least 1");
    }

    @Test
    void aWindowLargerThanThePictureIsRefused() {
        Node x = Input.of(4, 4, 3).on();
        assertThatThrownBy(() -> Conv2D.of(32, 5).named("conv1").on(x))
                .hasMessage(
                        "conv1: a window of 5x5 does not fit into the input (4, 4, 3) with padding valid; give a larger input "
                                + "or a smaller window");
    }

    private List<String> compiled(String expression) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Mistake.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return IMPORTS.formatted(expression);
                    }
                };
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-classpath",
                System.getProperty("java.class.path"));
        compiler.getTask(null, null, found, options, null, List.of(source)).call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
