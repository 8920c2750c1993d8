/** Guesses at what was meant by a name that does not exist. */
package org.inception4j.model.spelling;
