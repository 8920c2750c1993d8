package org.inception4j.vision;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The native library: decoding, encoding, and its own resizers. Each call runs in the thread that makes it. */
final class OpenCv {
    private static final String LOG_LEVEL = "OPENCV_LOG_LEVEL";
    private static final String SET_LOG_LEVEL = "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE";
    private static final int SILENT = 0;

    private static boolean loaded;

    private OpenCv() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Loader.load(opencv_imgcodecs.class);
            quieten();
            opencv_core.setNumThreads(1); // the decode pool is the parallelism
            loaded = true;
        } catch (LinkageError | TypeNotPresentException e) {
            throw new IllegalStateException(
                    "OpenCV: no native library for %s (%s); add org.bytedeco:opencv and org.bytedeco:openblas with that classifier"
                            .formatted(Loader.getPlatform(), e.getMessage()),
                    e);
        }
    }

    /**
     * Keeps OpenCV from writing about bad pictures to the error stream: the caller gets a sentence instead. Its Java classes lack
     * this function, and its environment variable could only be set while no other library reads the environment. Where the
     * function has another name (Windows) it stays talkative.
     */
    @SuppressWarnings("restricted") // native code is what this class is about
    private static void quieten() {
        String file = System.getenv(LOG_LEVEL) == null ? Loader.load(opencv_core.class) : null;
        if (file == null) {
            return; // decided by the user, or by a program that loads libraries itself
        }
        Path folder = Path.of(file).getParent();
        try (DirectoryStream<Path> core = Files.newDirectoryStream(folder, "libopencv_core.*")) {
            for (Path library : core) {
                SymbolLookup.libraryLookup(library, Arena.global())
                        .find(SET_LOG_LEVEL)
                        .ifPresent(OpenCv::setLogLevelSilent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static void setLogLevelSilent(MemorySegment setLogLevel) {
        MethodHandle call =
                Linker.nativeLinker().downcallHandle(setLogLevel, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            int _ = (int) call.invokeExact(SILENT);
        } catch (Throwable e) {
            throw new AssertionError("setLogLevel: throws nothing", e);
        }
    }

    static String version() {
        load();
        try (BytePointer text = opencv_core.getVersionString()) {
            return text.getString().replace("\0", "").strip(); // the presets give C's final zero, too
        }
    }

    /**
     * Upright 8-bit RGB, empty if the decoder refuses the file.
     *
     * @param reduction 1, or 2, 4, 8 for that part of each side, rounded up, of a JPEG picture
     */
    static Optional<Image> decode(byte[] file, int reduction) {
        load();
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat decoded = opencv_imgcodecs.imdecode(encoded, flags(reduction))) {
            return decoded.empty() ? Optional.empty() : Optional.of(toImage(decoded));
        } catch (RuntimeException e) {
            return Optional.empty(); // cv::Exception: the file contradicts itself
        }
    }

    private static int flags(int reduction) {
        int reduced =
                switch (reduction) {
                    case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
                    case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
                    case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
                    default -> 0;
                };
        return reduced | opencv_imgcodecs.IMREAD_COLOR_RGB; // grey is but the absence of a colour flag
    }

    static byte[] encodePng(Image image) {
        return encode(image, ".png");
    }

    static byte[] encodeJpeg(Image image, int quality) {
        return encode(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    static Image resizeLinear(Image image, int width, int height) {
        return resize(image, width, height, opencv_imgproc.INTER_LINEAR);
    }

    static Image resizeArea(Image image, int width, int height) {
        return resize(image, width, height, opencv_imgproc.INTER_AREA);
    }

    private static Image resize(Image image, int width, int height, int interpolation) {
        load();
        try (BytePointer bytes = new BytePointer(image.rgb());
                Mat source = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, bytes);
                Mat target = new Mat();
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(source, target, size, 0, 0, interpolation);
            return toImage(target);
        }
    }

    private static byte[] encode(Image image, String extension, int... parameters) {
        load();
        try (BytePointer bytes = new BytePointer(image.rgb());
                Mat rgb = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, bytes);
                Mat bgr = new Mat();
                BytePointer encoded = new BytePointer();
                IntPointer options = new IntPointer(parameters)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(extension, bgr, encoded, options)) {
                throw new IllegalStateException("%s: cannot be encoded as %s; report it".formatted(image, extension));
            }
            byte[] file = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(file);
            return file;
        }
    }

    private static Image toImage(Mat mat) {
        byte[] rgb = new byte[mat.rows() * mat.cols() * Image.CHANNELS];
        mat.data().get(rgb);
        return new Image(mat.cols(), mat.rows(), rgb);
    }
}
