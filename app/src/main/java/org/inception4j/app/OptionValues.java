package org.inception4j.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the values of options may be, for all commands, and the sentence about one that may not. */
final class OptionValues {
    private record Limit(DoublePredicate allows, String advice) {}

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** More threads than this are a slip; some more than there are processors repeat the bits of a larger machine. */
    private static final int MOST_THREADS = 4 * PROCESSORS;

    private static final Map<String, Limit> LIMITS = Map.ofEntries(
            Map.entry("--batch", atLeast(1)),
            Map.entry("--classes", atLeast(1)),
            Map.entry("--clip-norm", zeroOrAbove()),
            Map.entry("--ema", belowOne()),
            Map.entry("--epochs", atLeast(1)),
            Map.entry("--holdout", belowOne()),
            Map.entry("--image-size", atLeast(1)),
            Map.entry("train --image-size", atLeast(64)),
            Map.entry("--label-smoothing", belowOne()),
            Map.entry("--learning-rate", aboveZero()),
            Map.entry("--patience", atLeast(1)),
            Map.entry("--pictures", atLeast(1)),
            Map.entry("demo --pictures", atLeast(2)),
            Map.entry("--rounds", atLeast(1)),
            Map.entry("--seconds", aboveZero()),
            Map.entry("--seed", new Limit(_ -> true, "give one such as 0")),
            Map.entry("--threads", threads()),
            Map.entry("--top", atLeast(1)),
            Map.entry("--warm-up", zeroOrAbove()),
            Map.entry("--weight-decay", zeroOrAbove()),
            Map.entry("--width", aboveZero()));

    private OptionValues() {}

    private static Limit atLeast(int least) {
        return new Limit(value -> value >= least, "give at least " + least);
    }

    private static Limit zeroOrAbove() {
        return new Limit(value -> value >= 0 && Double.isFinite(value), "give 0 for none, or a number above 0");
    }

    private static Limit aboveZero() {
        return new Limit(value -> value > 0 && Double.isFinite(value), "give a number above 0");
    }

    private static Limit belowOne() {
        return new Limit(value -> value >= 0 && value < 1, "give 0 or more and less than 1");
    }

    private static Limit threads() {
        return new Limit(
                value -> value >= 0 && value <= MOST_THREADS,
                "give 0 for all %d of this machine, or 1 to %d".formatted(PROCESSORS, MOST_THREADS));
    }

    /** Refuses the first value that its option does not allow. */
    static void check(ParseResult result) {
        if (result.hasSubcommand()) {
            check(result.subcommand());
        }
        for (OptionSpec option : result.matchedOptions()) {
            Limit limit = limit(option);
            if (limit != null) {
                refused(option, limit).ifPresent(value -> {
                    throw new ParameterException(
                            result.commandSpec().commandLine(), sentence(option, value), option, value);
                });
            }
        }
    }

    /** The value as it was given; of a list the first that the limit does not allow. */
    private static Optional<String> refused(OptionSpec option, Limit limit) {
        Object last = option.typedValues().getLast();
        if (last instanceof List<?> list) {
            return list.stream()
                    .filter(each -> !limit.allows().test(((Number) each).doubleValue()))
                    .map(Object::toString)
                    .findFirst();
        }
        return limit.allows().test(((Number) last).doubleValue())
                ? Optional.empty()
                : Optional.of(option.originalStringValues().getLast());
    }

    /** A command's own, or the one for all; null if any value will do. */
    private static Limit limit(ArgSpec argument) {
        String name = name(argument);
        return LIMITS.getOrDefault(argument.command().name() + " " + name, LIMITS.get(name));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** {@code --epochs: is 0; give at least 1}. */
    static String sentence(ArgSpec argument, String value) {
        String name = name(argument);
        if (argument.completionCandidates() != null) {
            return "%s: is '%s'; give %s".formatted(name, value, either(argument.completionCandidates()));
        }
        boolean whole = argument.type() != Double.class;
        if (!value.matches(whole ? "[+-]?\\d+" : "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|[+-]?Infinity")) {
            String kind = whole ? "a whole number" : "a number";
            return "%s: '%s' is not %s; %s".formatted(name, value, kind, advice(argument));
        }
        boolean tooLarge = whole && limit(argument).allows().test(Double.parseDouble(value));
        return "%s: is %s; %s".formatted(name, value, tooLarge ? "give a smaller number" : advice(argument));
    }

    private static String advice(ArgSpec argument) {
        Limit limit = limit(argument);
        return limit == null ? "see --help" : limit.advice();
    }

    /** {@code auto, fp32 or bf16}. */
    private static String either(Iterable<String> choices) {
        List<String> all = StreamSupport.stream(choices.spliterator(), false).toList();
        int last = all.size() - 1;
        return last == 0 ? all.getFirst() : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }
}
