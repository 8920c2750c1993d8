/** Files that are either wholly the old or wholly the new ones, whenever the machine stops. */
package org.inception4j.training.file;
