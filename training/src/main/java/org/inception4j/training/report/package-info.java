/** What a person looks at after a run: curves, confusion matrix, worst mistakes, on one page. */
package org.inception4j.training.report;
