package org.inception4j.model.zoo;

/**
 * What somebody measured of a network on ImageNet's validation images with weights of theirs.
 *
 * @param top1 percent of images whose first answer is right, of one centre crop
 * @param top5 percent of images with the right answer among the first five
 * @param source who says so
 */
public record Accuracy(double top1, double top5, String source) {
    public Accuracy {
        if (!(0 < top1 && top1 <= top5 && top5 <= 100)) {
            throw new IllegalArgumentException(
                    "Accuracy: top1 is %s and top5 is %s; give percents, top5 not below top1".formatted(top1, top5));
        }
    }
}
