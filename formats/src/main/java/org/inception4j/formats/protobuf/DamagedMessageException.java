package org.inception4j.formats.protobuf;

/** What is read is no protocol buffer, or not a whole one; whoever knows the file says which one it is. */
public final class DamagedMessageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    DamagedMessageException(String problem) {
        super(problem);
    }
}
