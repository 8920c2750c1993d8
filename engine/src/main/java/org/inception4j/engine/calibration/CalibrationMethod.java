package org.inception4j.engine.calibration;

/** How a range is chosen from the numbers that were seen. What is outside of it will become its end. */
public enum CalibrationMethod {
    /** The range with the smallest mean squared difference between the numbers and what 8 bits make of them. */
    MSE,
    /** All but the largest 0.01 % of the numbers that are not 0. */
    PERCENTILE,
    /** From the smallest to the largest. */
    MINMAX
}
