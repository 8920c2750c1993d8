package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inception4j.model.Shape;

/** Which stages of two chains stand in each other's place: the cheapest way to make the one into the other. */
final class Alignment {
    /** Two stages, or one that the other chain has nothing for: then the other is null. */
    record Match(Stage first, Stage second) {
        boolean both() {
            return first != null && second != null;
        }
    }

    /** Of leaving a stage out. Twice this is more than any two stages of one category cost. */
    private static final double GAP = 0.6;

    private static final double NEVER = 1e6;

    private final List<Stage> first;
    private final List<Stage> second;
    private final double widening;
    private final double[][] costs;

    /** @param widening how many times the channels of the first the second is expected to have */
    private Alignment(List<Stage> first, List<Stage> second, double widening) {
        this.first = first;
        this.second = second;
        this.widening = widening;
        this.costs = new double[first.size() + 1][second.size() + 1];
        for (int i = first.size(); i >= 0; i--) {
            for (int j = second.size(); j >= 0; j--) {
                costs[i][j] = cheapest(i, j);
            }
        }
    }

    static List<Match> of(List<Stage> first, List<Stage> second) {
        return new Alignment(first, second, 1).matches();
    }

    private double cheapest(int i, int j) {
        if (i == first.size() || j == second.size()) {
            return GAP * (first.size() - i + second.size() - j);
        }
        return Math.min(replaced(i, j), GAP + Math.min(costs[i + 1][j], costs[i][j + 1]));
    }

    private double replaced(int i, int j) {
        return costs[i + 1][j + 1] + cost(first.get(i), second.get(j));
    }

    private List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            boolean inside = i < first.size() && j < second.size();
            if (inside && replaced(i, j) <= costs[i][j]) {
                matches.add(new Match(first.get(i++), second.get(j++)));
            } else if (j == second.size() || i < first.size() && costs[i + 1][j] <= costs[i][j + 1]) {
                matches.add(new Match(first.get(i++), null));
            } else {
                matches.add(new Match(null, second.get(j++)));
            }
        }
        return matches;
    }

    private double cost(Stage one, Stage other) {
        double place = size(one.shape()).equals(size(other.shape())) ? 0 : 0.15;
        return switch (one) {
            case Unit unit when other instanceof Unit twin -> place + cost(unit, twin);
            case Split split when other instanceof Split twin -> place + cost(split, twin);
            default -> NEVER;
        };
    }

    private static List<Integer> size(Shape shape) {
        return shape.sizes().subList(0, shape.rank() - 1);
    }

    private double cost(Unit one, Unit other) {
        boolean sameKind = one.layer().getClass() == other.layer().getClass();
        boolean sameCategory = one.category() == other.category() && one.category() != Category.OTHER;
        if (!sameKind && !sameCategory) {
            return NEVER;
        }
        long changes = Changes.of(one, other).stream()
                .filter(change -> change.effect() == Effect.RESULT && !change.isOfWidth())
                .count();
        double channels = Math.abs(
                Math.log(widening * one.shape().channels() / other.shape().channels()));
        double kernel = Kernels.size(one.layer()).equals(Kernels.size(other.layer())) ? 0 : 0.2;
        return (sameKind ? 0 : 0.2) + Math.min(0.6, kernel + 0.08 * changes + 0.05 * Math.min(1, channels));
    }

    private static double cost(Split one, Split other) {
        int branches = Math.abs(one.branches().size() - other.branches().size());
        double channels = one.shape().equals(other.shape()) ? 0 : 0.05;
        double kind = one.residual() == other.residual() ? 0 : 0.4;
        return Math.min(0.95, 0.1 * branches + channels + kind + 0.4 * unlike(steps(one), steps(other)));
    }

    private static List<String> steps(Split split) {
        return split.branches().stream()
                .flatMap(List::stream)
                .map(Notation::step)
                .map(step -> step.replaceAll(" \\d+$", ""))
                .toList();
    }

    /** The share of words that have no counterpart, from 0 to 1. */
    private static double unlike(List<String> one, List<String> other) {
        List<String> left = new ArrayList<>(other);
        long common = one.stream().filter(left::remove).count();
        return 1 - 2.0 * common / Math.max(1, one.size() + other.size());
    }

    /**
     * Which branch of the second split stands for each of the first; -1 where none does. In a wider network the branches are wider too, so
     * that a branch is known by its share of the channels.
     */
    static List<Integer> branches(Split one, Split other) {
        double widening = (double) other.shape().channels() / one.shape().channels();
        double[][] costs = new double[one.branches().size()][other.branches().size()];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs[i].length; j++) {
                Alignment both =
                        new Alignment(one.branches().get(i), other.branches().get(j), widening);
                costs[i][j] = both.costs[0][0] + 0.01 * Math.abs(i - j);
            }
        }
        List<Integer> chosen = new ArrayList<>(Collections.nCopies(costs.length, -1));
        for (int round = 0; round < Math.min(costs.length, other.branches().size()); round++) {
            choose(costs, chosen);
        }
        return chosen;
    }

    /** The most alike of those that are left. */
    private static void choose(double[][] costs, List<Integer> chosen) {
        int branch = -1;
        int twin = -1;
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs[i].length; j++) {
                boolean free = chosen.get(i) < 0 && !chosen.contains(j);
                if (free && (branch < 0 || costs[i][j] < costs[branch][twin])) {
                    branch = i;
                    twin = j;
                }
            }
        }
        chosen.set(branch, twin);
    }
}
