/** The engine on oneDNN: the only package that knows the library's words. */
package org.inception4j.engine.onednn;
