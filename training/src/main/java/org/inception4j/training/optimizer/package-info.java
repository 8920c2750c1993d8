/** How gradients change weights: SGD, Adam, AdamW and RMSprop in Keras' dialect, on flat float32 memory. */
package org.inception4j.training.optimizer;
