package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesFieldsInTheirOrderOnOneLine() {
        Json json = Json.object()
                .with("text", "a \"quote\"\nand ü")
                .with("whole", 1_385_000_000L)
                .with("float", 0.1f)
                .with("truth", true)
                .with("nothing", null)
                .with("list", List.of(Json.object().with("index", 3)));

        assertThat(json)
                .hasToString("{\"text\":\"a \\\"quote\\\"\\nand ü\",\"whole\":1385000000,\"float\":0.1,\"truth\":true,"
                        + "\"nothing\":null,\"list\":[{\"index\":3}]}");
    }

    @Test
    void writesNullForWhatIsNoNumber() {
        assertThat(Json.object().with("loss", Double.NaN).with("top1", Float.POSITIVE_INFINITY))
                .hasToString("{\"loss\":null,\"top1\":null}");
    }
}
