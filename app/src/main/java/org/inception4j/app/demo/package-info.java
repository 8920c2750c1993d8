/** The pictures that the demo draws for itself. */
package org.inception4j.app.demo;
