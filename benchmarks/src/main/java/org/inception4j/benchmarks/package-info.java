/** Measurements of speed that stand beside a peer's in the same run. */
package org.inception4j.benchmarks;
