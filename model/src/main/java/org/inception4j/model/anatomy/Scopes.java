package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.model.anatomy.Place.Part;
import org.inception4j.model.anatomy.Place.Role;

/** Says which layers are meant, as shortly as can be: all, those at one place of each block, or by name. */
final class Scopes {
    /**
     * Layers of which one thing is said.
     *
     * @param subject {@code all 57 convolutions}, {@code in all 9 inception blocks the 5x5 convolution of the third branch}
     */
    record Scope(String subject, boolean named, boolean plural, List<Pair> pairs) {
        /** The beginning of a sentence; a layer's name stays as it is. */
        String opening() {
            return named ? subject : Words.capitalised(subject);
        }
    }

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");
    private static final int MOST_NAMES = 4;

    private final Structure first;
    private final Pairs all;

    Scopes(Structure first, Pairs all) {
        this.first = first;
        this.all = all;
    }

    /** The pairs are of one category. */
    List<Scope> of(List<Pair> pairs) {
        Category category = pairs.getFirst().category();
        List<Pair> universe =
                all.units.stream().filter(pair -> pair.category() == category).toList();
        List<Pair> rest =
                universe.stream().filter(pair -> !pairs.contains(pair)).toList();
        if (pairs.size() > 1 && rest.isEmpty()) {
            String all = pairs.size() == 2 ? "both" : "all " + pairs.size();
            return List.of(new Scope("%s %s".formatted(all, category.words()), false, true, pairs));
        }
        if (rest.size() <= 3 && pairs.size() >= 4 * rest.size() && pairs.size() > 3) {
            return List.of(new Scope("all %s but %s".formatted(category.words(), names(rest)), false, true, pairs));
        }
        return byKind(pairs, universe).map(List::of).orElseGet(() -> byPart(pairs));
    }

    /** If they are all convolutions that have something in common. */
    private static Optional<Scope> byKind(List<Pair> pairs, List<Pair> universe) {
        Pair example = pairs.getFirst();
        if (pairs.size() < 4 || example.category() != Category.CONVOLUTION) {
            return Optional.empty();
        }
        String normalised = isNormalised(example)
                ? "all %d batch-normalised convolutions"
                : "all %d convolutions without batch normalisation";
        String type = Notation.word(example.first());
        Set<Pair> meant = Set.copyOf(pairs);
        return Stream.of(
                        Map.entry(normalised, alike(universe, pair -> isNormalised(pair) == isNormalised(example))),
                        Map.entry("all %d " + type + "s", alike(universe, pair -> Notation.word(pair.first())
                                .equals(type))))
                .filter(kind -> kind.getValue().equals(meant))
                .map(kind -> new Scope(kind.getKey().formatted(pairs.size()), false, true, pairs))
                .findFirst();
    }

    private static Set<Pair> alike(List<Pair> universe, Predicate<Pair> kind) {
        return universe.stream().filter(kind).collect(Collectors.toSet());
    }

    private static boolean isNormalised(Pair pair) {
        return pair.first().normalization().isPresent()
                && pair.second().normalization().isPresent();
    }

    private List<Scope> byPart(List<Pair> pairs) {
        List<Scope> scopes = new ArrayList<>();
        List<Pair> named =
                pairs.stream().filter(pair -> pair.place().part() == Part.TRUNK).toList();
        if (!named.isEmpty()) {
            scopes.add(new Scope(names(named), true, named.size() > 1, named));
        }
        scopes.addAll(byRole(pairs, Part.BLOCK));
        scopes.addAll(byRole(pairs, Part.HEAD));
        return scopes;
    }

    /** Roles that are meant in the same blocks are said together. */
    private List<Scope> byRole(List<Pair> pairs, Part part) {
        Map<Role, List<Pair>> roles = pairs.stream()
                .filter(pair -> pair.place().part() == part)
                .collect(Collectors.groupingBy(Scopes::role, LinkedHashMap::new, Collectors.toList()));
        Map<Set<Integer>, List<List<Pair>>> together = new LinkedHashMap<>();
        roles.values().forEach(members -> together.computeIfAbsent(blocks(members), _ -> new ArrayList<>())
                .add(members));
        List<Scope> scopes = new ArrayList<>();
        together.forEach((blocks, members) -> scopes.add(scope(part, blocks, members)));
        return scopes;
    }

    private static Role role(Pair pair) {
        return pair.place().role(pair.category());
    }

    private static Set<Integer> blocks(Collection<Pair> pairs) {
        return pairs.stream().map(pair -> pair.place().block()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Scope scope(Part part, Set<Integer> blocks, List<List<Pair>> roles) {
        List<Pair> pairs = roles.stream().flatMap(List::stream).toList();
        Category category = pairs.getFirst().category();
        List<Pair> there = all.units.stream()
                .filter(pair -> pair.category() == category)
                .filter(pair -> pair.place().part() == part
                        && blocks.contains(pair.place().block()))
                .toList();
        boolean every = there.size() == pairs.size();
        boolean plural = roles.size() > 1 && !every;
        String what = every && roles.size() > 1
                ? "every " + category.word()
                : Words.list(roles.stream().map(this::role).toList());
        if (every && roles.size() == 1 && part == Part.HEAD) {
            what = "the " + category.word();
        }
        return new Scope(
                "in %s %s".formatted(where(part, blocks, roles.getFirst().getFirst()), what), false, plural, pairs);
    }

    private String where(Part part, Set<Integer> blocks, Pair example) {
        if (part == Part.HEAD) {
            int heads = first.heads().size();
            return blocks.size() < heads
                    ? "head "
                            + first.heads()
                                    .get(blocks.iterator().next())
                                    .output()
                                    .name()
                    : heads == 1 ? "the auxiliary head" : heads == 2 ? "both auxiliary heads" : "all auxiliary heads";
        }
        List<String> names = blocks.stream()
                .map(block -> first.name(all.blocks.get(block).first()))
                .toList();
        Role role = role(example);
        long having = all.units.stream().filter(pair -> role(pair).equals(role)).count();
        boolean residual =
                blocks.stream().anyMatch(block -> all.blocks.get(block).first().residual());
        String kind = residual ? "blocks" : "inception blocks";
        if (blocks.size() == all.blocks.size() && blocks.size() > 1) {
            return "all %d %s".formatted(blocks.size(), kind);
        }
        if (blocks.size() <= 3) {
            return Words.list(names);
        }
        return having == blocks.size()
                ? "the %d %s that have it".formatted(blocks.size(), kind)
                : "%d of %d %s (%s)".formatted(blocks.size(), all.blocks.size(), kind, Words.some(names, MOST_NAMES));
    }

    /** {@code the 5x5 convolution of the third branch}. */
    private String role(List<Pair> pairs) {
        Pair pair = pairs.getFirst();
        Category category = pair.category();
        List<String> descriptions = pairs.stream()
                .map(member -> description(member.first()))
                .distinct()
                .toList();
        boolean alone = all.units.stream()
                        .filter(other -> other.place().part() == pair.place().part()
                                && other.place().block() == pair.place().block()
                                && other.place().branches().equals(pair.place().branches())
                                && other.category() == category)
                        .filter(other -> descriptions.size() > 1
                                || description(other.first()).equals(descriptions.getFirst()))
                        .count()
                == 1;
        String what = descriptions.size() == 1 ? descriptions.getFirst() : category.word();
        String which = alone ? what : ordinal(pair.place().step()) + " " + category.word();
        String branches = pair.place().branches().reversed().stream()
                .map(branch -> "the %s branch".formatted(ordinal(branch)))
                .collect(Collectors.joining(" of "));
        return branches.isEmpty() ? "the " + which : "the %s of %s".formatted(which, branches);
    }

    private static String description(Unit unit) {
        return switch (unit.category()) {
            case CONVOLUTION -> Kernels.size(unit.layer()) + " convolution";
            case POOLING -> (Notation.window(unit).replace("/1", "") + " " + Notation.word(unit)).strip();
            default -> unit.category().word();
        };
    }

    static String ordinal(int index) {
        return index < ORDINALS.size() ? ORDINALS.get(index) : (index + 1) + "th";
    }

    private String names(List<Pair> pairs) {
        return Words.some(
                pairs.stream()
                        .map(pair -> first.model().name(pair.first().main()))
                        .toList(),
                MOST_NAMES);
    }
}
