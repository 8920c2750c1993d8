package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.model.anatomy.Place.Part;
import org.inception4j.model.anatomy.Scopes.Scope;

/** What layers that stand in each other's place have otherwise, said once for all that have it. */
final class UnitDifferences {
    /** More pairs of values than these are not written out. */
    private static final int MOST_VALUES = 3;

    /** Changes that may be one sentence. */
    private record Kind(Category category, Effect effect, String predicate) {}

    private record Values(String value, String old) {}

    /** Scopes of which several things may be said in one sentence. */
    private record Said(Effect effect, Set<Pair> pairs) {}

    private final Structure first;
    private final Scopes scopes;
    private final Map<Said, List<String>> predicates = new LinkedHashMap<>();
    private final Map<Said, Scope> subjects = new LinkedHashMap<>();

    private UnitDifferences(Structure first, Pairs pairs) {
        this.first = first;
        this.scopes = new Scopes(first, pairs);
    }

    static List<Difference> of(Structure first, Pairs pairs) {
        UnitDifferences found = new UnitDifferences(first, pairs);
        Map<Kind, Map<Values, List<Pair>>> changes = new LinkedHashMap<>();
        for (Pair pair : pairs.units) {
            for (Change change : Changes.of(pair.first(), pair.second())) {
                changes.computeIfAbsent(
                                new Kind(pair.category(), change.effect(), change.predicate()),
                                _ -> new LinkedHashMap<>())
                        .computeIfAbsent(new Values(change.value(), change.old()), _ -> new ArrayList<>())
                        .add(pair);
            }
        }
        changes.forEach(found::say);
        return found.sentences();
    }

    private void say(Kind kind, Map<Values, List<Pair>> changes) {
        if (changes.size() <= MOST_VALUES) {
            changes.forEach((values, pairs) -> say(kind, kind.predicate.formatted(values.value, values.old), pairs));
            return;
        }
        List<Pair> pairs = changes.values().stream().flatMap(List::stream).toList();
        String ratio = ratio(changes.keySet());
        if (!ratio.isEmpty()) {
            say(kind, kind.predicate.replaceFirst("%s (.*) instead of %s", ratio + " times the $1"), pairs);
            return;
        }
        Map<Object, Map<Values, List<Pair>>> places = new LinkedHashMap<>();
        changes.forEach((values, members) ->
                members.forEach(pair -> places.computeIfAbsent(place(pair), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(values, _ -> new ArrayList<>())
                        .add(pair)));
        places.values().forEach(there -> sayAtOnePlace(kind, there));
    }

    /** Pairs at the same place of their blocks belong together; in the trunk each stands for itself. */
    private static Object place(Pair pair) {
        return pair.place().part() == Part.TRUNK ? pair : pair.place().role(pair.category());
    }

    private void sayAtOnePlace(Kind kind, Map<Values, List<Pair>> changes) {
        if (changes.size() <= 2) {
            changes.forEach((values, pairs) -> say(kind, kind.predicate.formatted(values.value, values.old), pairs));
        } else {
            List<Pair> pairs = changes.values().stream().flatMap(List::stream).toList();
            say(kind, together(kind, changes.keySet()), pairs);
        }
    }

    private void say(Kind kind, String predicate, List<Pair> pairs) {
        for (Scope scope : scopes.of(pairs)) {
            boolean inHeads =
                    scope.pairs().stream().allMatch(pair -> pair.place().part() == Part.HEAD);
            Effect effect = inHeads && kind.effect == Effect.RESULT ? Effect.TRAINING : kind.effect;
            Said said = new Said(effect, Set.copyOf(scope.pairs()));
            subjects.putIfAbsent(said, scope);
            predicates.computeIfAbsent(said, _ -> new ArrayList<>()).add(predicate);
        }
    }

    /** {@code {has} 32 filters instead of 64, 48 instead of 96, 64 instead of 128, …}. */
    private static String together(Kind kind, Collection<Values> all) {
        List<Values> shown = all.stream().limit(MOST_VALUES).toList();
        String rest = shown.stream()
                .skip(1)
                .map(values -> ", %s instead of %s".formatted(values.value, values.old))
                .collect(Collectors.joining());
        String more = all.size() > shown.size() ? ", …" : "";
        return kind.predicate.formatted(shown.getFirst().value, shown.getFirst().old) + rest + more;
    }

    /** How many times as large all are, some of them rounded to a multiple of 8; empty if they are not, or no numbers. */
    private static String ratio(Collection<Values> all) {
        if (!all.stream().allMatch(values -> (values.value + values.old).matches("\\d+"))) {
            return "";
        }
        List<Double> ratios = all.stream().map(UnitDifferences::ratio).toList();
        double usual = ratios.stream()
                .max(Comparator.comparing(ratio -> Collections.frequency(ratios, ratio)))
                .orElseThrow();
        boolean exact = ratios.stream().allMatch(ratio -> ratio == usual);
        double step = 8 * Math.max(1, usual); // the narrower of both was rounded
        boolean near = all.stream()
                .allMatch(values ->
                        Math.abs(Integer.parseInt(values.value) - usual * Integer.parseInt(values.old)) < step);
        boolean rule = near && 2 * Collections.frequency(ratios, usual) > ratios.size();
        return exact || rule ? (exact ? "" : "about ") + Notation.number((float) usual) : "";
    }

    private static double ratio(Values values) {
        return Double.parseDouble(values.value) / Double.parseDouble(values.old);
    }

    private List<Difference> sentences() {
        List<Difference> differences = new ArrayList<>();
        predicates.forEach((said, texts) -> {
            Scope scope = subjects.get(said);
            String predicate = Change.conjugated(Words.list(texts), scope.plural());
            differences.add(new Difference(
                    said.effect,
                    "%s %s.".formatted(scope.opening(), predicate),
                    scope.pairs().stream()
                            .map(pair -> first.model().name(pair.first().main()))
                            .toList()));
        });
        return differences;
    }
}
