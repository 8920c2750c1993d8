/** TensorFlow's files of variables. */
package org.inception4j.formats.tensorflow;
