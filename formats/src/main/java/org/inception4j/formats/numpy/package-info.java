/** NumPy's files of arrays, {@code .npy} and {@code .npz}: reading any, writing weights. */
package org.inception4j.formats.numpy;
