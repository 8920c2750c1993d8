/** Random numbers that are a function of what they are for, never of the order or the thread in which they are drawn. */
package org.inception4j.random;
