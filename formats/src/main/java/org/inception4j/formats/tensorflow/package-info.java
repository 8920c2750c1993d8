/** TensorFlow's checkpoints, SavedModels and frozen graphs. */
package org.inception4j.formats.tensorflow;
