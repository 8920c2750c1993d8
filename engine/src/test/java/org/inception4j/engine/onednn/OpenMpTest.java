package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class OpenMpTest {
    @Test
    void aThreadGetsAsManyThreadsAsItAsksFor() {
        assumeTrue(Library.problem() == null, Library::problem);
        int before = OpenMp.threads();

        OpenMp.useThreads(1);
        assertThat(OpenMp.threads()).isEqualTo(1);

        OpenMp.useThreads(3);
        assertThat(OpenMp.threads()).isEqualTo(3);
        OpenMp.useThreads(before);
    }
}
