package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The convolutions of an inception block of the first paper, found by the form of its branches whatever their order. */
record Widths(Unit one, Unit reduceThree, Unit three, Unit reduceFive, Unit five, Unit project) {
    /** Empty if the split is another block: it must have a 1x1, two with a larger kernel after a 1x1, and a pooled branch. */
    static Optional<Widths> of(Split split) {
        if (split.residual() || split.branches().size() != 4) {
            return Optional.empty();
        }
        List<List<Unit>> single = new ArrayList<>();
        List<List<Unit>> reduced = new ArrayList<>();
        List<List<Unit>> pooled = new ArrayList<>();
        for (List<Stage> branch : split.branches()) {
            if (!branch.stream().allMatch(Unit.class::isInstance)) {
                return Optional.empty();
            }
            List<Unit> units = branch.stream().map(Unit.class::cast).toList();
            switch (categories(units)) {
                case "CONVOLUTION" -> single.add(units);
                case "CONVOLUTION CONVOLUTION" -> reduced.add(units);
                case "POOLING CONVOLUTION" -> pooled.add(units);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return single.size() == 1 && reduced.size() == 2 && pooled.size() == 1
                ? Optional.of(of(single.getFirst(), reduced, pooled.getFirst()))
                : Optional.empty();
    }

    /** The branch of the smaller kernel is the 3x3; of two alike it is the one with the wider reduction. */
    private static Widths of(List<Unit> single, List<List<Unit>> reduced, List<Unit> pooled) {
        List<List<Unit>> sorted = reduced.stream()
                .sorted(Comparator.<List<Unit>>comparingLong(
                                branch -> Kernels.size(branch.getLast().layer()).area())
                        .thenComparing(branch -> -branch.getFirst().shape().channels()))
                .toList();
        return new Widths(
                single.getFirst(),
                sorted.getFirst().getFirst(),
                sorted.getFirst().getLast(),
                sorted.getLast().getFirst(),
                sorted.getLast().getLast(),
                pooled.getLast());
    }

    private static String categories(List<Unit> units) {
        return String.join(
                " ",
                units.stream().map(unit -> Category.of(unit.layer()).name()).toList());
    }
}
