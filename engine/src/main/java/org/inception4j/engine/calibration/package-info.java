/** Finds the ranges of a model's values from pictures, for computing in 8 bits. */
package org.inception4j.engine.calibration;
