package org.inception4j.app;

import java.util.concurrent.Callable;

/** A command that writes to the console, which its constructor takes; the call gives the exit code. */
interface WritingCommand extends Callable<Integer> {
    /** All went well. */
    int OK = 0;

    /** As a shell tells that Ctrl-C ended a command. */
    int INTERRUPTED = 130;
}
