package org.inception4j.training;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.model.Model;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;

/** What a run's report says of it, in words. */
record RunFacts(RunArgs args, Engine engine, ImageFolder training, ImageFolder validation) {
    /** @param rejected number of pictures left out */
    Map<String, String> of(Model model, History history, Classifier best, int rejected) {
        Map<String, String> facts = new LinkedHashMap<>();
        putNetwork(facts, model);
        putPictures(facts, rejected);
        putEpochs(facts, history, best);
        putRecipe(facts, args.recipe());
        facts.put("Engine", engine.description());
        facts.put("Begun", args.created());
        facts.put("Duration", duration(history.epochs()));
        facts.put("Library", "Inception4J " + args.libraryVersion());
        return facts;
    }

    private void putNetwork(Map<String, String> facts, Model model) {
        facts.put(
                "Network",
                args.fineTunes() ? "%s, fine-tuned from %s".formatted(args.network(), args.from()) : args.network());
        facts.put("Parameters", String.format(Locale.ROOT, "%,d", model.parameters()));
        facts.put("Input", "%d x %d".formatted(args.imageSize(), args.imageSize()));
    }

    private void putPictures(Map<String, String> facts, int rejected) {
        List<LabelledImage> all = Stream.of(training, validation)
                .flatMap(each -> each.images().stream())
                .toList();
        facts.put("Data", CommonFolder.of(all).toString());
        facts.put("Classes", String.valueOf(args.labels().size()));
        facts.put(
                "Pictures",
                "%d to learn, %s, %d left out"
                        .formatted(
                                args.trainingImages(),
                                args.validationImages() == 0 ? "none held out" : args.validationImages() + " held out",
                                rejected));
    }

    private void putEpochs(Map<String, String> facts, History history, Classifier best) {
        facts.put(
                "Epochs",
                "%d of %d".formatted(history.epochs().size(), args.recipe().epochs()));
        Double epoch = best.card().metrics().get("epoch");
        if (epoch != null) {
            facts.put("Best epoch", String.valueOf(epoch.intValue()));
        }
        if (!history.stopped().isEmpty()) {
            facts.put("Stopped", history.stopped());
        }
    }

    private void putRecipe(Map<String, String> facts, Recipe recipe) {
        facts.put("Batch", String.valueOf(recipe.batch()));
        facts.put("Optimizer", Wording.of(recipe.optimizer()));
        facts.put("Schedule", Wording.of(recipe.schedule()));
        facts.put("Precision", engine.resolve(recipe.precision()).name());
        facts.put("Seed", String.valueOf(recipe.seed()));
    }

    /** Of all epochs; what was done and lost between a checkpoint and a kill is not counted. */
    private static String duration(List<EpochLog> epochs) {
        Duration all = Duration.ofSeconds(
                Math.round(epochs.stream().mapToDouble(EpochLog::seconds).sum()));
        return all.toHours() > 0
                ? "%d h %d min".formatted(all.toHours(), all.toMinutesPart())
                : "%d min %d s".formatted(all.toMinutes(), all.toSecondsPart());
    }
}
