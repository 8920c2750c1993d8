/** What every format of files shares: how a file that cannot be used is refused. */
package org.inception4j.formats;
