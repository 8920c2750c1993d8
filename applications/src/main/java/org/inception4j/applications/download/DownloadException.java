package org.inception4j.applications.download;

import java.io.IOException;

/** Why a file could not be fetched, in a few words to be put into a sentence: {@code no connection to example.org}. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1;

    DownloadException(String reason, Throwable cause) {
        super(reason, cause);
    }

    DownloadException(String reason) {
        super(reason);
    }
}
