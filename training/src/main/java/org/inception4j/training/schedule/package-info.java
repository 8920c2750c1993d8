/** The learning rate as a closed form of the step. */
package org.inception4j.training.schedule;
