/** The networks that are ready to build, by name: each file is its paper's table. */
package org.inception4j.model.zoo;
