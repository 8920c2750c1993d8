/** Trains classifiers: the loop, its recipe, fine-tuning, run folders. */
package org.inception4j.training;
