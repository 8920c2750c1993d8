/** The safetensors format: named tensors in one file that can be mapped into memory. */
package org.inception4j.formats.safetensors;
