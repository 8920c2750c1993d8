/** TF-Hub's modules of the Inception networks as layers. */
package org.inception4j.applications.hub;
