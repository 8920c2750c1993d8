/** What a model looks like and what it costs: its table of layers and its multiply-adds. */
package org.inception4j.model.summary;
