/** What numbers of a recipe may be. */
package org.inception4j.training.check;
