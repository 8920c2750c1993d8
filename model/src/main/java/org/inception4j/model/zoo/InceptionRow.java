package org.inception4j.model.zoo;

import java.util.List;

/** A row of GoogLeNet's table 1 (arXiv 1409.4842): the channels of an inception module, under Caffe's name for it. */
record InceptionRow(String name, int one, int reduceThree, int three, int reduceFive, int five, int project) {
    // The columns of table 1: #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj.
    static final List<InceptionRow> STAGE_3 = List.of(
            new InceptionRow("inception_3a", 64, 96, 128, 16, 32, 32),
            new InceptionRow("inception_3b", 128, 128, 192, 32, 96, 64));
    static final List<InceptionRow> STAGE_4 = List.of(
            new InceptionRow("inception_4a", 192, 96, 208, 16, 48, 64),
            new InceptionRow("inception_4b", 160, 112, 224, 24, 64, 64),
            new InceptionRow("inception_4c", 128, 128, 256, 24, 64, 64),
            new InceptionRow("inception_4d", 112, 144, 288, 32, 64, 64),
            new InceptionRow("inception_4e", 256, 160, 320, 32, 128, 128));
    static final List<InceptionRow> STAGE_5 = List.of(
            new InceptionRow("inception_5a", 256, 160, 320, 32, 128, 128),
            new InceptionRow("inception_5b", 384, 192, 384, 48, 128, 128));

    InceptionRow withReduceThree(int changed) {
        return new InceptionRow(name, one, changed, three, reduceFive, five, project);
    }
}
