/** Caffe's binary networks ({@code .caffemodel}): reading them, and their weights in the order of this library's models. */
package org.inception4j.formats.caffe;
