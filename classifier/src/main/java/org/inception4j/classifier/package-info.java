/** The classifier: model, weights, preprocessing, labels and provenance as one value, one file and one call. */
package org.inception4j.classifier;
