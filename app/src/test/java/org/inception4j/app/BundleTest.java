package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One jar of many must be to a program what the many were. */
class BundleTest {
    private static final int JAVA_5 = 49;
    private static final int JAVA_6 = 50;

    @TempDir
    private Path folder;

    @Test
    void takesTheFirstOfEachNameAndAllServices() throws IOException {
        Path one = jar("one.jar", Map.of("a.txt", "first", "META-INF/services/x.Y", "One"));
        Path two = jar("two.jar", Map.of("a.txt", "second", "b.txt", "b", "META-INF/services/x.Y", "Two"));

        String classPath = Bundle.write(folder.resolve("all.jar"), one + File.pathSeparator + two);

        assertThat(classPath).isEqualTo(folder.resolve("all.jar").toString());
        assertThat(contents(folder.resolve("all.jar")))
                .containsEntry("a.txt", "first")
                .containsEntry("b.txt", "b")
                .containsEntry("META-INF/services/x.Y", "One\nTwo");
    }

    @Test
    void leavesJarsOfNativeLibrariesAsTheyAre() throws IOException {
        Path classes = jar("classes.jar", Map.of("a.txt", "a"));
        Path libraries = jar("dnnl-linux.jar", Map.of("org/bytedeco/dnnl/linux-x86_64/libdnnl.so.3", "code"));

        String classPath = Bundle.write(folder.resolve("all.jar"), classes + File.pathSeparator + libraries);

        assertThat(classPath).isEqualTo(folder.resolve("all.jar") + File.pathSeparator + libraries);
        assertThat(contents(folder.resolve("all.jar"))).containsOnlyKeys("a.txt", JarFile.MANIFEST_NAME);
    }

    @Test
    void leavesOutWhatHoldsForOneJarOnly() throws IOException {
        Path signed = jar("signed.jar", Map.of("META-INF/A.SF", "s", "META-INF/A.RSA", "r", "module-info.class", "m"));

        Bundle.write(folder.resolve("all.jar"), signed.toString());

        assertThat(contents(folder.resolve("all.jar"))).containsOnlyKeys(JarFile.MANIFEST_NAME);
    }

    @Test
    void renewsOldClassesSoThatTheyPassTheVerifier() throws Exception {
        Path picocli = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String name = CommandLine.class.getName().replace('.', '/') + ".class";
        assertThat(version(picocli, name)).isEqualTo(JAVA_5);

        Path all = folder.resolve("all.jar");
        Bundle.write(all, picocli.toString());

        assertThat(version(all, name)).isEqualTo(JAVA_6);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {all.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> renewed = Class.forName(CommandLine.class.getName(), true, loader);
            assertThat(renewed).isNotSameAs(CommandLine.class);
            assertThat(renewed.getField("VERSION").get(null)).isEqualTo(CommandLine.VERSION);
        }
    }

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue().getBytes());
                out.closeEntry();
            }
        }
        return jar;
    }

    private static Map<String, String> contents(Path path) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                contents.put(
                        entry.getName(), new String(jar.getInputStream(entry).readAllBytes()));
            }
        }
        return contents;
    }

    private static int version(Path path, String name) throws IOException {
        try (JarFile jar = new JarFile(path.toFile());
                InputStream file = jar.getInputStream(jar.getEntry(name))) {
            return file.readNBytes(8)[7];
        }
    }
}
