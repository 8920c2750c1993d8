/** Numbers outside the heap: one tensor, and the named weights of a model. */
package org.inception4j.tensor;
