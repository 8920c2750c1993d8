package org.inception4j.model.anatomy;

/** The columns of table 1 of the paper on GoogLeNet (Szegedy et al. 2014, arXiv 1409.4842), behind the type. */
public enum Column {
    PATCH("patch/stride"),
    OUTPUT("output"),
    DEPTH("depth"),
    ONE("#1x1"),
    REDUCE_THREE("#3x3 reduce"),
    THREE("#3x3"),
    REDUCE_FIVE("#5x5 reduce"),
    FIVE("#5x5"),
    PROJECT("pool proj"),
    /** In K, which is 1024 in the paper; weights without biases. */
    PARAMS("params"),
    /** In M, a million; multiply-adds. */
    OPS("ops");

    private final String heading;

    Column(String heading) {
        this.heading = heading;
    }

    /** As the paper prints it. */
    public String heading() {
        return heading;
    }
}
