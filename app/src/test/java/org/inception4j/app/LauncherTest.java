package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a copy of the checkout, with a java and a Maven that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        root = Files.createDirectories(folder.resolve("check out"));
        Files.createDirectories(root.resolve("scripts"));
        Files.createDirectories(root.resolve("app/src/main"));
        for (String file : List.of("inception", "scripts/jdk.sh", "scripts/build.sh")) {
            Files.copy(Ran.projectRoot().resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(root.resolve("app/src/main/Main.java"), "");
        Files.writeString(root.resolve("pom.xml"), "");
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\nJAVA_RUNTIME_VERSION=\"25+36\"\n");
        script(jdk.resolve("javac"), "");
        script(jdk.resolve("java"), """
                for each in "$@"; do
                    case $each in
                        -XX:AOTCacheOutput=*) echo notes >"${each#*=}" ;;
                        -Xlog:library*) echo; echo "Loaded library /cache/org/bytedeco/libone.so, handle 0x1"
                            echo "Loaded library /cache/org/bytedeco/libjniOpenCL.so, handle 0x2"
                            echo "Loaded library /jdk/lib/libnet.so, handle 0x3" ;;
                    esac
                    printf '[%s]' "$each"
                done
                """);
        script(Files.createDirectories(folder.resolve("bin")).resolve("mvn"), """
                echo "$@" >>"$MAVEN_LOG"
                [ -z "$MAVEN_FAILS" ] || { echo "[ERROR] no network"; exit 1; }
                sleep 0.3
                mkdir -p "$FAKE_ROOT/app/target"
                echo one >"$FAKE_ROOT/app/target/inception4j-app-1.jar"
                echo two >"$FAKE_ROOT/app/target/model.jar"
                echo three >"$LIBRARY"
                printf '%s' "$FAKE_ROOT/app/target/model.jar:$LIBRARY" >"$FAKE_ROOT/app/target/classpath"
                """);
    }

    @Test
    void buildsOnceAndSaysSo() throws Exception {
        Started first = start(root.resolve("inception"), "--version");
        Started second = start(root.resolve("inception"), "--version");

        assertThat(first.err()).isEqualTo("inception: building once…");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out()).endsWith("[org.inception4j.app.Main][--version]");
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void startsWithNativeAccessAndTheRehearsalsNotes() throws Exception {
        assertThat(start(root.resolve("inception")).out())
                .contains("[--enable-native-access=ALL-UNNAMED]", "[-Djava.awt.headless=true]")
                .containsPattern("\\[-XX:AOTCache=\\S*check out/\\.inception/build-[0-9-]+/start\\.aot]");
    }

    @Test
    void leavesTheOptimisingCompilerOutOfShortCommands() throws Exception {
        Path launcher = root.resolve("inception");
        Path photos = Files.createDirectories(folder.resolve("photos"));
        String shortOnes = "[-XX:TieredStopAtLevel=1]";

        assertThat(start(launcher, "--version").out()).contains(shortOnes);
        assertThat(start(launcher, "predict", "rose.inception", "rose.jpg").out())
                .contains(shortOnes);
        assertThat(start(launcher, "predict", "rose.inception", photos.toString())
                        .out())
                .doesNotContain(shortOnes)
                .contains("[-XX:Tier4InvocationThreshold=50000]");
        assertThat(start(launcher, "train", "photos").out()).doesNotContain(shortOnes);
        assertThat(start(launcher, "predict", "rose.inception", "@list").out()).doesNotContain(shortOnes);
        assertThat(start(launcher, ("predict m" + " rose.jpg".repeat(20)).split(" "))
                        .out())
                .doesNotContain(shortOnes);
    }

    @Test
    void listsTheNativeLibrariesThatAreUsed() throws Exception {
        String out = start(root.resolve("inception")).out();

        Path libraries = root.resolve(".inception")
                .resolve(Files.readString(root.resolve(".inception/current")).strip())
                .resolve("libraries");
        assertThat(Files.readAllLines(libraries)).containsExactly("/cache/org/bytedeco/libone.so");
        assertThat(out).contains("[-Dinception.libraries=%s]".formatted(libraries));
    }

    @Test
    void saysHowItWasCalled() throws Exception {
        assertThat(start(root.resolve("inception")).out())
                .contains("[-Dinception.command=%s]".formatted(root.resolve("inception")));
    }

    @Test
    void leavesTheNotesOfAnotherJdkAlone() throws Exception {
        start(root.resolve("inception"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\nJAVA_RUNTIME_VERSION=\"25.0.1+8\"\n");

        assertThat(start(root.resolve("inception")).out()).doesNotContain("AOTCache");
    }

    @Test
    void worksThroughLinksFromAnotherFolderWithAnyArguments() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("direct"), root.resolve("inception"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("direct"));

        assertThat(start(links.resolve("relative"), "predict", "my photos/rose 1.jpg", "*")
                        .out())
                .endsWith("[predict][my photos/rose 1.jpg][*]");
    }

    @Test
    void keepsTheModulesJarsApartFromMavens() throws Exception {
        String out = start(root.resolve("inception")).out();

        assertThat(out)
                .containsPattern("\\[-cp]\\[[^:]*/\\.inception/build-[0-9-]+/inception4j-app-1\\.jar:"
                        + "[^:]*/\\.inception/build-[0-9-]+/model\\.jar:\\Q" + folder + "\\E/library\\.jar]");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        start(root.resolve("inception"));
        touchLater(root.resolve("app/src/main/Main.java"));

        assertThat(start(root.resolve("inception")).err()).isEqualTo("inception: building once…");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void buildsAgainWhenAJarHasGone() throws Exception {
        start(root.resolve("inception"));
        Files.delete(folder.resolve("library.jar"));

        assertThat(start(root.resolve("inception")).err()).isEqualTo("inception: building once…");
    }

    @Test
    void buildsOnceWhenTwoStartAtTheSameTime() throws Exception {
        Process one = process(root.resolve("inception"), "one").start();
        Process two = process(root.resolve("inception"), "two").start();

        assertThat(Started.of(one).out()).endsWith("[one]");
        assertThat(Started.of(two).out()).endsWith("[two]");
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void showsWhatMavenSaidWhenTheBuildFails() throws Exception {
        ProcessBuilder process = process(root.resolve("inception"));
        process.environment().put("MAVEN_FAILS", "yes");
        Started failed = Started.of(process.start());

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines())
                .containsExactly(
                        "inception: building once…",
                        "[ERROR] no network",
                        "inception: the build failed as above, all messages are in %s/.inception/build.log; in an unchanged checkout check the network and try again"
                                .formatted(root));
        assertThat(start(root.resolve("inception")).exitCode()).isZero();
    }

    private record Started(int exitCode, String out, String err) {
        static Started of(Process process) throws Exception {
            String out = new String(process.getInputStream().readAllBytes()).strip();
            String err = new String(process.getErrorStream().readAllBytes()).strip();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Started(process.exitValue(), out, err);
        }
    }

    private Started start(Path launcher, String... arguments) throws Exception {
        return Started.of(process(launcher, arguments).start());
    }

    private ProcessBuilder process(Path launcher, String... arguments) {
        ProcessBuilder process = new ProcessBuilder(launcher.toString()).directory(folder.toFile());
        process.command().addAll(List.of(arguments));
        process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        process.environment().put("FAKE_ROOT", root.toString());
        process.environment().put("LIBRARY", folder.resolve("library.jar").toString());
        process.environment().put("MAVEN_LOG", folder.resolve("maven.log").toString());
        process.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
        process.environment().keySet().removeIf(name -> name.startsWith("INCEPTION_"));
        return process;
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(folder.resolve("maven.log"));
    }

    private static void touchLater(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
