/** What computes a model: engines, their plans, losses; each engine lives in a package of its own. */
package org.inception4j.engine;
