package org.inception4j.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * One jar of the many on a class path, for quick starts: the JVM opens every jar in turn whenever it looks for something that is
 * not there, and reads their tables of contents in the interpreter. Run by the launcher after a build.
 */
final class Bundle {
    private static final String SERVICES = "META-INF/services/";

    /** What belongs to one jar and not to all. Our copy changes classes, so that signatures would not hold. */
    private static final Set<String> LEFT_OUT =
            Set.of("module-info.class", JarFile.MANIFEST_NAME, "META-INF/INDEX.LIST");

    private final OldClasses oldClasses;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    private Bundle(OldClasses oldClasses) {
        this.oldClasses = oldClasses;
    }

    /** Takes the jar to write and a class path; prints the class path to use instead. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(write(Path.of(arguments[0]), arguments[1]));
    }

    /** The class path with the bundle first; jars of native libraries, which JavaCPP knows by name, stay what they are. */
    static String write(Path bundle, String classPath) throws IOException {
        List<String> jars = List.of(classPath.split(File.pathSeparator));
        try (OldClasses oldClasses = OldClasses.of(jars)) {
            Bundle all = new Bundle(oldClasses);
            for (String jar : jars) {
                all.add(jar);
            }
            all.write(bundle);
            all.left.addFirst(bundle.toString());
            return String.join(File.pathSeparator, all.left);
        }
    }

    private void add(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            List<JarEntry> files =
                    jar.stream().filter(entry -> !entry.isDirectory()).toList();
            if (files.stream().anyMatch(entry -> isLibrary(entry.getName()))) {
                left.add(path);
                return;
            }
            for (JarEntry file : files) {
                add(file.getName(), jar.getInputStream(file).readAllBytes());
            }
        }
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("org/bytedeco/") && name.matches(".*\\.(so|dylib|dll)(\\.[0-9.]+)?");
    }

    /** As on a class path, the first of a name counts; of services, all. */
    private void add(String name, byte[] bytes) {
        if (name.startsWith(SERVICES)) {
            entries.merge(name, bytes, Bundle::lines);
        } else if (!LEFT_OUT.contains(name) && !isSignature(name)) {
            entries.computeIfAbsent(name, _ -> name.endsWith(".class") ? oldClasses.renew(bytes) : bytes);
        }
    }

    private static boolean isSignature(String name) {
        return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private static byte[] lines(byte[] some, byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(some);
        all.write('\n');
        all.writeBytes(more);
        return all.toByteArray();
    }

    /** Not packed: it is read at each start. */
    private void write(Path bundle) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (OutputStream file = Files.newOutputStream(bundle);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.setLevel(0);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }
}
