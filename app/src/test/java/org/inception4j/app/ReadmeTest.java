package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.app.demo.ShapePictures;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    @Tag("native")
    void theJavaExampleCompilesAndRuns() throws Exception {
        ShapePictures.write(folder.resolve("photos"), 6, 1);
        Files.copy(anyPicture(), folder.resolve("rose.jpg"));
        writeBase(folder.resolve("googlenet.inception"));
        Files.writeString(folder.resolve("Flowers.java"), example());

        String printed = run("Flowers.java");

        assertThat(printed).containsPattern("(?m)^\\S+ [01]\\.\\d+(E-\\d+)?$");
        assertThat(folder.resolve("flowers.inception")).isNotEmptyFile();
        assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    }

    @Test
    void everyPageItLinksToIsThere() throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(links.results().map(link -> ROOT.resolve(link.group(1))))
                .hasSizeGreaterThan(5)
                .allSatisfy(page -> assertThat(page).exists());
    }

    private Path anyPicture() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("photos"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static void writeBase(Path file) throws IOException {
        Network network = Networks.named("googlenet");
        Model model = network.build(network.defaults()
                .withImageSize(64)
                .withWidth(0.25)
                .withClasses(20)
                .withAuxiliary(false));
        List<String> labels = IntStream.range(0, 20).mapToObj(i -> "class " + i).toList();
        try (Classifier base = Classifier.of(
                model, Weights.initialise(model, 0), Preprocessing.caffe(64), labels, Card.of(network.name()))) {
            base.write(file);
        }
    }

    private static String example() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private String run(String source) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "--enable-native-access=ALL-UNNAMED", "-cp", absoluteClassPath(), source)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }
}
