/** What is told of a training run while it goes on, and may steer it: logs, early stopping, plateaus, saving. */
package org.inception4j.training.callback;
