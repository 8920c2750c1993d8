package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class DecoderTest {
    @Test
    void namesTheLibraryAndItsVersion() {
        assertThat(Decoder.description()).matches("OpenCV \\d+\\.\\d+\\.\\d+(-\\w+)?");
    }
}
