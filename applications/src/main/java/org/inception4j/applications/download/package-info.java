/** Files from the network, whole or not at all. */
package org.inception4j.applications.download;
