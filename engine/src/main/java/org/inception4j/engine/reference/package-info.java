/** Plain Java in double precision, written to be read: the oracle of every layer, and what runs where there is no native library. */
package org.inception4j.engine.reference;
