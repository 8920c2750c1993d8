/** ONNX: models as files that ONNX Runtime and others run, and such files as models. */
package org.inception4j.formats.onnx;
