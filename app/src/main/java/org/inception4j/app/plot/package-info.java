/** Pictures of networks: a model is cut into frames, a frame into cells, and both are laid out and drawn. */
package org.inception4j.app.plot;
