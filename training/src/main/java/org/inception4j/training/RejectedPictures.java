package org.inception4j.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.CallbackState;
import org.inception4j.vision.Rejected;

/** Keeps through a resumption which pictures were left out. */
final class RejectedPictures implements Callback {
    private final List<ImageExamples> examples;

    RejectedPictures(List<ImageExamples> examples) {
        this.examples = examples;
    }

    /** Of all examples, by path. */
    List<Rejected> all() {
        Map<Path, Rejected> sorted = new TreeMap<>();
        examples.forEach(each -> each.rejected().forEach(rejected -> sorted.put(rejected.path(), rejected)));
        return List.copyOf(sorted.values());
    }

    /** A run that is resumed has its pictures by their whole paths. */
    @Override
    public CallbackState state() {
        Map<String, String> reasons = new LinkedHashMap<>();
        all().forEach(rejected ->
                reasons.put(rejected.path().toAbsolutePath().normalize().toString(), rejected.reason()));
        return CallbackState.of(reasons);
    }

    @Override
    public void restore(CallbackState state) {
        List<Rejected> before = new ArrayList<>();
        state.values().forEach((path, reason) -> before.add(new Rejected(Path.of(path), reason)));
        examples.getFirst().restoreRejected(before);
    }
}
