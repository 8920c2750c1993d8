package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(Program.quoted(Path.of("runs/Müller-1"))).isEqualTo("runs/Müller-1");
        assertThat(Program.quoted("my photos/a.jpg")).isEqualTo("'my photos/a.jpg'");
        assertThat(Program.quoted("it's")).isEqualTo("'it'\\''s'");
        assertThat(Program.quoted("")).isEqualTo("''");
    }

    @Test
    void isInceptionWithoutALauncher() {
        assertThat(Program.NAME).isEqualTo("inception");
    }
}
