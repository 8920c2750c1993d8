package org.inception4j.applications.download;

import java.net.URI;

/** Is told how far a download is, for a progress bar; called by the thread that downloads. */
@FunctionalInterface
public interface DownloadListener {
    /** Nobody listens. */
    DownloadListener NONE = (_, _, _) -> {};

    /**
     * @param received bytes so far; first 0, last all of them
     * @param total -1 if the server does not say
     */
    void progress(URI source, long received, long total);
}
