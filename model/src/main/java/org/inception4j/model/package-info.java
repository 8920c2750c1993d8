/** Layers, the graph they form, and the shapes and weights that follow from it: what a network is, without any computing. */
package org.inception4j.model;
