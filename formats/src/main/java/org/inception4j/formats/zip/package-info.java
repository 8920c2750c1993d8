/** Zip archives of other libraries: PyTorch's, Keras' and NumPy's files are such. */
package org.inception4j.formats.zip;
