/** A training run on disk: all that it needs to go on as if it had never been broken off. */
package org.inception4j.training.checkpoint;
