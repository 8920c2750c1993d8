package org.inception4j.vision;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
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

    private static boolean loaded;

    private OpenCv() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            quieten();
            Loader.load(opencv_imgcodecs.class);
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
     * Keeps OpenCV from writing about bad pictures to the error stream: the caller gets a sentence instead. It reads this variable
     * of the environment when it is loaded and its Java classes have no other way; where C has no {@code setenv} it stays talkative.
     */
    @SuppressWarnings("restricted") // native code is what this class is about
    private static void quieten() {
        if (System.getenv(LOG_LEVEL) != null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(address -> {
            MethodHandle setenv =
                    linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int _ = (int) setenv.invokeExact(arena.allocateFrom(LOG_LEVEL), arena.allocateFrom("OFF"), 0);
            } catch (Throwable e) {
                throw new AssertionError("setenv: throws nothing", e);
            }
        });
    }

    static String version() {
        load();
        try (BytePointer text = opencv_core.getVersionString()) {
            return text.getString().strip();
        }
    }

    /** Upright 8-bit RGB, empty if the decoder refuses the file. */
    static Optional<Image> decode(byte[] file) {
        load();
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat decoded = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
            return decoded.empty() ? Optional.empty() : Optional.of(toImage(decoded));
        } catch (RuntimeException e) {
            return Optional.empty(); // cv::Exception: the file contradicts itself
        }
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
