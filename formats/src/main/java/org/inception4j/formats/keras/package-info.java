/** Keras' HDF5 files of weights, those of Keras 1 and 2 and what Keras 3 calls legacy. */
package org.inception4j.formats.keras;
