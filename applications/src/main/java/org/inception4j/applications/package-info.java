/** Keras' applications: networks with published weights, under Keras' arguments and rules. */
package org.inception4j.applications;
