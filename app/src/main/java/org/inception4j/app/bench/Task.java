package org.inception4j.app.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.inception4j.engine.Precision;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.summary.Cost;

/**
 * What every contender of a case does.
 *
 * @param batch pictures at once
 * @param threads processor threads, at least 1
 * @param width all channels are multiplied by it; 1 but for trials
 */
public record Task(Job job, Subject subject, Precision precision, int batch, int threads, double width) {
    /** What is done again and again. */
    public enum Job {
        INFER,
        TRAIN,
        /** A folder of photos to answers, by a command. */
        FOLDER,
        /** One photo to an answer, by a command. */
        COLD,
        /** The product of two matrices: the machine's ceiling. */
        MULTIPLY;

        /** Whether a process is started for each run. */
        public boolean isErrand() {
            return this == FOLDER || this == COLD;
        }

        @Override
        public String toString() {
            return lower(this);
        }
    }

    /** The side of the matrices whose product is the machine's ceiling. */
    static final int CEILING_SIDE = 2048;

    static final double CEILING_OPERATIONS = 2.0 * CEILING_SIDE * CEILING_SIDE * CEILING_SIDE;

    /** A forward pass and two of its size for the gradients of data and weights. */
    private static final int PASSES_OF_TRAINING = 3;

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The same machine's ceiling: only precision and threads count. */
    Task ceiling() {
        return new Task(Job.MULTIPLY, subject, forPeers().precision, 1, threads, width);
    }

    /** What peers do beside this: they have no BF16X3, so they answer to the same digits in float32. */
    Task forPeers() {
        return precision == Precision.BF16X3 ? new Task(job, subject, Precision.FP32, batch, threads, width) : this;
    }

    public String numbers() {
        return lower(precision);
    }

    /** Multiplications and additions for one picture, as {@link Cost} counts them. */
    public double operations() {
        double forward = 2.0 * Cost.multiplyAdds(subject.model(width));
        return job == Job.TRAIN ? PASSES_OF_TRAINING * forward : forward;
    }

    /** For JSON. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", job.toString());
        fields.put("network", subject.label());
        fields.put("precision", numbers());
        fields.put("batch", batch);
        fields.put("threads", threads);
        fields.put("width", width);
        fields.put("pixels", subject.pixels());
        return fields;
    }

    /** The line that asks a contender to make itself ready for this. */
    String request() {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("do", "prepare"));
        request.putAll(fields());
        return JsonText.writeLine(request);
    }

    static Task of(JsonValue request) throws IOException {
        return new Task(
                Job.valueOf(request.field("job").string().toUpperCase(Locale.ROOT)),
                Subject.named(request.field("network").string()).orElseThrow(),
                Precision.valueOf(request.field("precision").string().toUpperCase(Locale.ROOT)),
                request.field("batch").int32(),
                request.field("threads").int32(),
                request.field("width").float64());
    }

    /** {@code googlenet-plain, infer, fp32, batch 1, 2 threads}. */
    @Override
    public String toString() {
        return "%s, %s, %s, batch %d, %d thread%s"
                .formatted(subject, job, numbers(), batch, threads, threads == 1 ? "" : "s");
    }
}
