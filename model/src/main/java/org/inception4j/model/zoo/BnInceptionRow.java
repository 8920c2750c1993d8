package org.inception4j.model.zoo;

import java.util.List;

/**
 * A row of figure 5 of Ioffe and Szegedy 2015 (arXiv 1502.03167): a module's channels. Without #1x1 it halves the picture, and
 * its pool passes on what it sees.
 *
 * @param caffe the module's name in the Caffe weights
 * @param slim its name in TF-slim
 * @param project of the Caffe weights; {@code slimProject} of TF-slim
 */
record BnInceptionRow(
        String caffe,
        String slim,
        int one,
        int reduceThree,
        int three,
        int reduceDouble,
        int doubled,
        Pool pool,
        int project,
        int slimProject) {
    enum Pool {
        AVERAGE,
        MAX
    }

    // The columns of figure 5: #1x1, #3x3 reduce, #3x3, double #3x3 reduce, double #3x3, pool, proj.
    static final List<BnInceptionRow> ROWS = List.of(
            new BnInceptionRow("inception_3a", "Mixed_3b", 64, 64, 64, 64, 96, Pool.AVERAGE, 32, 32),
            new BnInceptionRow("inception_3b", "Mixed_3c", 64, 64, 96, 64, 96, Pool.AVERAGE, 64, 64),
            new BnInceptionRow("inception_3c", "Mixed_4a", 0, 128, 160, 64, 96, Pool.MAX, 0, 0),
            new BnInceptionRow("inception_4a", "Mixed_4b", 224, 64, 96, 96, 128, Pool.AVERAGE, 128, 128),
            new BnInceptionRow("inception_4b", "Mixed_4c", 192, 96, 128, 96, 128, Pool.AVERAGE, 128, 128),
            new BnInceptionRow("inception_4c", "Mixed_4d", 160, 128, 160, 128, 160, Pool.AVERAGE, 128, 96),
            new BnInceptionRow("inception_4d", "Mixed_4e", 96, 128, 192, 160, 192, Pool.AVERAGE, 128, 96),
            new BnInceptionRow("inception_4e", "Mixed_5a", 0, 128, 192, 192, 256, Pool.MAX, 0, 0),
            new BnInceptionRow("inception_5a", "Mixed_5b", 352, 192, 320, 160, 224, Pool.AVERAGE, 128, 128),
            new BnInceptionRow("inception_5b", "Mixed_5c", 352, 192, 320, 192, 224, Pool.MAX, 128, 128));

    boolean halves() {
        return one == 0;
    }
}
