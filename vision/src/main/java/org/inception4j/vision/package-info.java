/** From picture files to network input: decode, orient, resize, crop, augment and normalise, folders of labelled pictures, batches. */
package org.inception4j.vision;
