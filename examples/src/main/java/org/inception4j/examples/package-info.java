/**
 * Five documents on GoogLeNet and Inception in Keras as Java programs, each beside its original line by line. Each {@code main}
 * prints what the document shows.
 */
package org.inception4j.examples;
