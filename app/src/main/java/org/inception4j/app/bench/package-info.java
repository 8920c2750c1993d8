/** Speed beside others: contenders in processes of their own, measured in turn. */
package org.inception4j.app.bench;
