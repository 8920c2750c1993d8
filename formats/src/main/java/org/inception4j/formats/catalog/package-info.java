/** All formats of files with tensors that are known, told apart by what is in a file. */
package org.inception4j.formats.catalog;
