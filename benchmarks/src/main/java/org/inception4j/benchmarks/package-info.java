/** Other libraries of the JVM as contenders of {@code ./inception bench}, and measurements of this library's parts by JMH. */
package org.inception4j.benchmarks;
