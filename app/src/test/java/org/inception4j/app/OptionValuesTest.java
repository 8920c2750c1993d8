package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            train . --epochs 0            | --epochs: is 0; give at least 1
            train . -e -3                 | --epochs: is -3; give at least 1
            train . --epochs x            | --epochs: 'x' is not a whole number; give at least 1
            train . --epochs 1.5          | --epochs: '1.5' is not a whole number; give at least 1
            train . --epochs 99999999999  | --epochs: is 99999999999; give a smaller number
            train . --batch 0             | --batch: is 0; give at least 1
            train . --image-size 0        | --image-size: is 0; give at least 64
            train . --image-size -64      | --image-size: is -64; give at least 64
            train . --image-size 32       | --image-size: is 32; give at least 64
            train . --width -1            | --width: is -1; give a number above 0
            train . --width wide          | --width: 'wide' is not a number; give a number above 0
            train . --width Infinity      | --width: is Infinity; give a number above 0
            train . --holdout 1.5         | --holdout: is 1.5; give 0 or more and less than 1
            train . --learning-rate 0.0   | --learning-rate: is 0.0; give a number above 0
            train . --lr -1e-3            | --learning-rate: is -1e-3; give a number above 0
            train . --weight-decay -1     | --weight-decay: is -1; give 0 for none, or a number above 0
            train . --warm-up -1          | --warm-up: is -1; give 0 for none, or a number above 0
            train . --label-smoothing 1   | --label-smoothing: is 1; give 0 or more and less than 1
            train . --clip-norm NaN       | --clip-norm: is NaN; give 0 for none, or a number above 0
            train . --ema 2.0             | --ema: is 2.0; give 0 or more and less than 1
            train . --patience 0          | --patience: is 0; give at least 1
            train . --seed x              | --seed: 'x' is not a whole number; give one such as 0
            train . --optimizer adamx     | --optimizer: is 'adamx'; give sgd, adam, adamw or rmsprop
            train . --schedule up         | --schedule: is 'up'; give constant, cosine, step or exponential
            demo --pictures 1             | --pictures: is 1; give at least 2
            predict m p --top 0           | --top: is 0; give at least 1
            predict m p --precision fp31  | --precision: is 'fp31'; give auto, fp32, bf16, bf16x3 or int8
            predict m p --engine gpu      | --engine: is 'gpu'; give onednn or reference
            predict m p --format xml      | --format: is 'xml'; give text or json
            evaluate m p --batch 0        | --batch: is 0; give at least 1
            export m --to onnx --layout x | --layout: is 'x'; give nchw or nhwc
            summary googlenet --style k4  | --style: is 'k4'; give keras2, tf-keras or keras3
            summary bn-inception -s 0     | --image-size: is 0; give at least 1
            summary googlenet --classes 0 | --classes: is 0; give at least 1
            """)
    void refusesValuesByTheOptionsName(String arguments, String sentence) {
        inception((Object[]) arguments.split(" ")).refuses(sentence);
    }

    @Test
    void refusesFarMoreThreadsThanThereAreProcessors() {
        String range = "give 0 for all %d of this machine, or 1 to %d".formatted(PROCESSORS, 4 * PROCESSORS);

        inception("predict", "m", "p", "--threads", 100_000).refuses("--threads: is 100000; " + range);
        inception("predict", "m", "p", "--threads", -1).refuses("--threads: is -1; " + range);
    }

    @Test
    void offersWhatMessagesNameToShells() {
        String script = inception("completion").succeeds().out();

        List<String> offered = new ArrayList<>(script.lines()
                .filter(line -> line.contains("option_args=("))
                .map(line -> line.replaceFirst(".*option_args=\\(\"(.*)\"\\).*", "$1"))
                .toList());
        assertThat(offered).isNotEmpty().allSatisfy(line -> assertThat(line).isLowerCase());
        assertThat(script)
                .contains(
                        "\"auto\" \"fp32\" \"bf16\" \"bf16x3\" \"int8\"",
                        "\"keras2\" \"tf-keras\" \"keras3\"",
                        "\"" + String.join("\" \"", NetworkNames.ALL) + "\"");
    }
}
