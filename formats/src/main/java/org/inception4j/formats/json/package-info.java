/** JSON: strict reading with the place of every mistake, stable writing, and models and records as JSON. */
package org.inception4j.formats.json;
