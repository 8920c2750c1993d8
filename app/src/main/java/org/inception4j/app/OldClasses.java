package org.inception4j.app;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes in the format of Java 5 and before, which picocli is delivered in, made new: the JVM keeps no such classes for its next
 * start. Newer ones say at each branch what types the variables have, which the JDK works out here.
 */
final class OldClasses implements AutoCloseable {
    private static final int MAJOR_VERSION_AT = 6;

    private final URLClassLoader loader;
    private final ClassFile classFile;

    private OldClasses(URLClassLoader loader) {
        this.loader = loader;
        ClassHierarchyResolver resolver =
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        this.classFile =
                ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver.cached()));
    }

    /** {@code jars} hold the classes that the old ones know. */
    static OldClasses of(List<String> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(jars.get(i)).toUri().toURL();
        }
        return new OldClasses(new URLClassLoader(urls));
    }

    /** The same class in the format of Java 6; itself if it is not older, or knows classes that are not there. */
    byte[] renew(byte[] bytes) {
        int version = (bytes[MAJOR_VERSION_AT] & 0xff) << 8 | bytes[MAJOR_VERSION_AT + 1] & 0xff;
        if (version >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        ClassTransform renewed = ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen((builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_6_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                });
        try {
            return classFile.transformClass(classFile.parse(bytes), renewed);
        } catch (IllegalArgumentException unknownClass) {
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
