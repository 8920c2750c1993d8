package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.AdamW;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.inception4j.training.schedule.Schedule;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void saysWhichOptimizerWithWhat() {
        assertThat(Wording.of(Sgd.of(0.01))).isEqualTo("SGD, learning rate 0.01");
        assertThat(Wording.of(Sgd.of(0.002, 0.9).withNesterov(true).withWeightDecay(2e-4)))
                .isEqualTo("SGD with Nesterov momentum, learning rate 0.002, momentum 0.9, weight decay 0.0002");
        assertThat(Wording.of(Adam.of(1e-3))).isEqualTo("Adam, learning rate 0.001, betas 0.9 and 0.999");
        assertThat(Wording.of(AdamW.of(0.002).withWeightDecay(0.05)))
                .isEqualTo("AdamW, learning rate 0.002, betas 0.9 and 0.999, weight decay 0.05");
        assertThat(Wording.of(RmsProp.inception()))
                .isEqualTo("RMSprop, learning rate 0.045, rho 0.9, momentum 0.9, epsilon 1");
    }

    @Test
    void saysHowTheRateGoes() {
        assertThat(Wording.of(Schedule.constant())).isEqualTo("constant");
        assertThat(Wording.of(new Schedule.WarmUp(2, Schedule.cosine())))
                .isEqualTo("warm-up of 2 epochs, then half a cosine down to 0");
        assertThat(Wording.of(new Schedule.Cosine(0.01))).isEqualTo("half a cosine down to 0.01 of it");
        assertThat(Wording.of(new Schedule.Step(8, 0.96))).isEqualTo("times 0.96 after each 8 epochs");
        assertThat(Wording.of(new Schedule.Exponential(1, 0.94))).isEqualTo("times 0.94 in each epoch, evenly");
        assertThat(Wording.of(new Schedule.Polynomial(0.5))).isEqualTo("down to 0 with the power 0.5");
    }
}
