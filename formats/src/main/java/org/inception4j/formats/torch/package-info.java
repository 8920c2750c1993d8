/** PyTorch's files of tensors: state dicts in zip archives and in the format before them, read without running anything. */
package org.inception4j.formats.torch;
