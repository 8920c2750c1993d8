/** The command line: one small class a command; what it does lives in the other modules. */
package org.inception4j.app;
