package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The part of the launcher that finds a JDK, on folders that look like JDKs. */
@DisabledOnOs(OS.WINDOWS)
class JdkFinderTest {
    private static final String ADVICE =
            "; install one, for example Eclipse Temurin 25 from https://adoptium.net or 'sdk install java 25-tem', or set JAVA_HOME";

    @TempDir
    private Path folder;

    @Test
    void takesJavaHomeFirst() throws Exception {
        Path home = jdk("home", "25.0.1");
        Path path = jdk("path", "26");

        assertThat(find(home, path, "")).isEqualTo(home.toString());
    }

    @Test
    void passesOverAnOldJavaHomeForTheOneOnThePath() throws Exception {
        assertThat(find(jdk("home", "17.0.15"), jdk("path", "25"), "")).isEqualTo(folder + "/path");
    }

    @Test
    void followsLinksFromThePath() throws Exception {
        Path real = jdk("real", "25.0.3");
        Path bin = Files.createDirectories(folder.resolve("usr/bin"));
        Files.createSymbolicLink(bin.resolve("java"), real.resolve("bin/java"));

        assertThat(find(null, folder.resolve("usr"), "")).isEqualTo(real.toString());
    }

    @Test
    void looksIntoTheInstallFoldersWhereJavaIsOld() throws Exception {
        jdk("jvm/java-17", "17.0.15");
        jdk("jvm/java-8", "1.8.0_402");
        Path wanted = jdk("jvm/java-25", "25.0.3");

        assertThat(find(null, jdk("path", "17"), folder + "/jvm/*")).isEqualTo(wanted.toString());
    }

    @Test
    void acceptsAnEarlyAccessBuild() throws Exception {
        assertThat(find(jdk("home", "26-ea"), jdk("path", "17"), "")).isEqualTo(folder + "/home");
    }

    @Test
    void asksTheCompilerWhereThereIsNoReleaseFile() throws Exception {
        Path home = jdk("home", "25.0.3");
        Files.delete(home.resolve("release"));

        assertThat(find(home, jdk("path", "17"), "")).isEqualTo(home.toString());
    }

    @Test
    void refusesARuntimeWithoutCompiler() throws Exception {
        Path home = jdk("home", "25");
        Files.delete(home.resolve("bin/javac"));

        assertThat(find(home, jdk("path", "21.0.2"), folder + "/none/*"))
                .isEqualTo(
                        "Java: no JDK 25 or newer was found (JAVA_HOME=%s is 0, java on the PATH is 21)".formatted(home)
                                + ADVICE);
    }

    @Test
    void saysInOneLineWhatToInstall() throws Exception {
        assertThat(find(null, folder, folder + "/none/*")).isEqualTo("Java: no JDK 25 or newer was found" + ADVICE);
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(jdk.resolve("bin/java"), "exit 99");
        script(jdk.resolve("bin/javac"), "echo javac " + version);
        return jdk;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the launcher takes, or says. */
    private String find(Path javaHome, Path onPath, String installFolders) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", ". scripts/jdk.sh; use_jdk 2>&1 && echo \"$JAVA_HOME\"")
                .directory(Path.of(System.getProperty("project.root")).toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = bash.environment();
        environment.remove("JAVA_HOME");
        if (javaHome != null) {
            environment.put("JAVA_HOME", javaHome.toString());
        }
        environment.put("JDK_FOLDERS", installFolders);
        environment.put("PATH", onPath + "/bin:" + tools());
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** A folder of the few tools that the script needs, because beside them there may be a java. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : new String[] {"readlink", "sed"}) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script(tools.resolve(tool), "exec %s \"$@\"".formatted(real));
        }
        return tools;
    }
}
