/** What a network is made of, block by block: its table, what its bottlenecks save, how it differs from another. */
package org.inception4j.model.anatomy;
