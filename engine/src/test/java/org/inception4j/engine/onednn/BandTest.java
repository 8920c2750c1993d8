package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandTest {
    @Test
    void givesEachLaneItsShareAndLeavesNothingOut() {
        for (int lanes = 1; lanes <= 9; lanes++) {
            for (long of = lanes * 16L; of < 200; of++) {
                for (int unit : new int[] {1, 16}) {
                    List<Band> bands = Band.split(of, lanes, unit);
                    assertThat(bands).hasSize(lanes);
                    long next = 0;
                    for (int lane = 0; lane < lanes; lane++) {
                        Band band = bands.get(lane);
                        assertThat(band.lane()).isEqualTo(lane);
                        assertThat(band.first()).isEqualTo(next).satisfies(first -> assertThat(first % unit)
                                .isZero());
                        assertThat(band.count()).isBetween(of / lanes - unit, of / lanes + 2L * unit);
                        next = band.end();
                    }
                    assertThat(next).isEqualTo(of);
                }
            }
        }
    }

    @Test
    void leavesWhole() {
        assertThat(Band.split(3, 4, 1)).containsExactly(Band.whole(3));
        assertThat(Band.split(31, 2, 16)).containsExactly(Band.whole(31));
        assertThat(Band.split(7, 1, 1)).containsExactly(Band.whole(7));
    }

    @Test
    void findsTheRowsUnderABandOfWindows() {
        Geometry geometry = new Geometry(
                new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1});
        Band lower = new Band(1, 3, 4, 7);
        Geometry.Reach reach = geometry.under(lower, 13);
        assertThat(reach.input()).isEqualTo(new Band(1, 5, 8, 13));
        assertThat(reach.geometry().before()).containsExactly(0, 1);
        assertThat(reach.geometry().after()).containsExactly(1, 1);
    }

    @Test
    void seesBandsWithNothingButPadding() {
        Geometry geometry = new Geometry(
                new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1}, new long[] {5, 0}, new long[] {0, 0});
        assertThat(geometry.reaches(Band.split(7, 2, 1), 2)).isFalse();
        assertThat(geometry.reaches(List.of(Band.whole(7)), 2)).isTrue();
    }
}
