/** How well a classifier does on labelled pictures: metrics, confusion matrix, its worst mistakes. */
package org.inception4j.training.evaluation;
