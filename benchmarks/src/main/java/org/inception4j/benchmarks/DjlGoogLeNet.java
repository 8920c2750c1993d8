package org.inception4j.benchmarks;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.List;

/** GoogLeNet without local response normalisation in DJL's own blocks: it has none for that. */
final class DjlGoogLeNet {
    /** 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection. Null: a pool that halves. */
    private static final List<int[]> MODULES = Arrays.asList(
            new int[] {64, 96, 128, 16, 32, 32},
            new int[] {128, 128, 192, 32, 96, 64},
            null,
            new int[] {192, 96, 208, 16, 48, 64},
            new int[] {160, 112, 224, 24, 64, 64},
            new int[] {128, 128, 256, 24, 64, 64},
            new int[] {112, 144, 288, 32, 64, 64},
            new int[] {256, 160, 320, 32, 128, 128},
            null,
            new int[] {256, 160, 320, 32, 128, 128},
            new int[] {384, 192, 384, 48, 128, 128});

    private final boolean normalised;

    private DjlGoogLeNet(boolean normalised) {
        this.normalised = normalised;
    }

    /** Ends in scores; {@code normalised}: batch normalisation after each convolution, which then has no bias. */
    static Block of(boolean normalised) {
        return new DjlGoogLeNet(normalised).network();
    }

    private Block network() {
        SequentialBlock network = new SequentialBlock()
                .add(conv(64, 7, 2))
                .add(halving())
                .add(conv(64, 1, 1))
                .add(conv(192, 3, 1))
                .add(halving());
        MODULES.forEach(row -> network.add(row == null ? halving() : module(row)));
        return network.add(Pool.globalAvgPool2dBlock())
                .add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(0.4f).build())
                .add(Linear.builder().setUnits(1000).build());
    }

    private Block module(int[] row) {
        Block three = new SequentialBlock().add(conv(row[1], 1, 1)).add(conv(row[2], 3, 1));
        Block five = new SequentialBlock().add(conv(row[3], 1, 1)).add(conv(row[4], 5, 1));
        Block pool = Pool.maxPool2dBlock(new Shape(3, 3), new Shape(1, 1), new Shape(1, 1));
        Block project = new SequentialBlock().add(pool).add(conv(row[5], 1, 1));
        return new ParallelBlock(DjlGoogLeNet::join, List.of(conv(row[0], 1, 1), three, five, project));
    }

    private static NDList join(List<NDList> branches) {
        return new NDList(
                NDArrays.concat(new NDList(branches.stream().map(NDList::head).toList()), 1));
    }

    private Block conv(int filters, int kernel, int stride) {
        SequentialBlock block = new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(kernel, kernel))
                        .optStride(new Shape(stride, stride))
                        .optPadding(new Shape(kernel / 2, kernel / 2))
                        .optBias(!normalised)
                        .setFilters(filters)
                        .build());
        if (normalised) {
            block.add(BatchNorm.builder().optEpsilon(1e-3f).build());
        }
        return block.add(Activation.reluBlock());
    }

    private static Block halving() {
        return Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true);
    }
}
