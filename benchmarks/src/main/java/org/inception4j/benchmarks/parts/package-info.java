/** JMH's measurements of single parts, for finding out where time goes; {@code scripts/jmh.sh} runs them. */
package org.inception4j.benchmarks.parts;
