package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path dir;

    @Test
    void aFolderIsAClassAndBothAreSorted() throws IOException {
        touch("tulip/b.jpg", "tulip/a.PNG", "daisy/z.jpeg", "Rose/1.webp");
        ImageFolder folder = ImageFolder.read(dir);
        assertThat(folder.labels()).containsExactly("Rose", "daisy", "tulip");
        assertThat(relative(folder))
                .containsExactly("Rose/1.webp 0", "daisy/z.jpeg 1", "tulip/a.PNG 2", "tulip/b.jpg 2");
    }

    @Test
    void nestedFilesBelongToTheClass() throws IOException {
        touch("daisy/2024/may/a.jpg", "daisy/a.jpg", "tulip/deep/b.gif");
        assertThat(relative(ImageFolder.read(dir)))
                .containsExactly("daisy/2024/may/a.jpg 0", "daisy/a.jpg 0", "tulip/deep/b.gif 1");
    }

    @Test
    void ignoresHiddenFilesAndWhatIsNotNamedLikeAPicture() throws IOException {
        touch(
                "daisy/a.jpg",
                "daisy/.b.jpg",
                "daisy/.cache/c.jpg",
                "daisy/notes.txt",
                ".git/d.jpg",
                "readme.jpg",
                "daisy/jpg");
        assertThat(relative(ImageFolder.read(dir))).containsExactly("daisy/a.jpg 0");
    }

    @Test
    void leavesOutAClassWithoutPictures() throws IOException {
        touch("daisy/a.jpg", "empty/notes.txt", "tulip/b.jpg");
        assertThat(ImageFolder.read(dir).labels()).containsExactly("daisy", "tulip");
    }

    @Test
    void leavesOutFoldersOfTrainingRuns() throws IOException {
        touch("daisy/a.jpg", "tulip/b.jpg", "tulip/args.json");
        touch("runs/one/args.json", "runs/one/training.csv", "runs/one/curves.png");
        touch("last/args.json", "last/training.csv", "last/confusion.png");
        assertThat(relative(ImageFolder.read(dir))).containsExactly("daisy/a.jpg 0", "tulip/b.jpg 1");
        assertThat(ImageFolder.read(dir).labels()).containsExactly("daisy", "tulip");
    }

    @Test
    void followsLinksButNotInCircles() throws IOException {
        touch("daisy/a.jpg");
        Files.createDirectory(dir.resolve("daisy/.out"));
        touch("daisy/.out/b.jpg");
        Files.createSymbolicLink(dir.resolve("daisy/other"), dir.resolve("daisy/.out"));
        Files.createSymbolicLink(dir.resolve("daisy/back"), dir);
        assertThat(relative(ImageFolder.read(dir))).containsExactly("daisy/a.jpg 0", "daisy/other/b.jpg 0");
    }

    @Test
    void takesTheClassesOfAnotherSet() throws IOException {
        touch("tulip/b.jpg");
        ImageFolder folder = ImageFolder.read(dir, List.of("daisy", "rose", "tulip"));
        assertThat(folder.labels()).containsExactly("daisy", "rose", "tulip");
        assertThat(relative(folder)).containsExactly("tulip/b.jpg 2");
    }

    @Test
    void refusesAFolderThatIsNoneOfTheGivenClasses() throws IOException {
        touch("tulpe/b.jpg");
        refuses(
                () -> ImageFolder.read(dir, List.of("a", "b", "c", "d", "e", "tulip")),
                dir.resolve("tulpe")
                        + ": is none of the 6 classes (a, b, c, d, e, …); rename the folder to its class or move it away");
    }

    @Test
    void refusesAFolderWithoutClasses() throws IOException {
        touch("a.jpg", "b.jpg", "notes.txt");
        refuses(
                () -> ImageFolder.read(dir),
                dir + ": has no class folders (2 pictures lie in it directly);"
                        + " make a folder for each class and put its pictures inside");
    }

    @Test
    void refusesClassesWithoutAnyPicture() throws IOException {
        touch("daisy/a.txt", "tulip/b.txt");
        refuses(
                () -> ImageFolder.read(dir),
                dir + ": has no pictures in its 2 folders;"
                        + " put the pictures of each class (JPEG, PNG, GIF, WebP, BMP or TIFF) into its folder");
    }

    @Test
    void refusesAFileAndWhatIsNotThere() throws IOException {
        touch("a.jpg");
        refuses(
                () -> ImageFolder.read(dir.resolve("a.jpg")),
                dir.resolve("a.jpg")
                        + ": is a file, not a folder; give a folder with a folder of pictures for each class");
        refuses(
                () -> ImageFolder.read(dir.resolve("none")),
                dir.resolve("none") + ": does not exist; give a folder with a folder of pictures for each class");
    }

    @Test
    void listsEveryPictureUnderAFolderOrTheFileItself() throws IOException {
        touch("b/2.jpg", "a.png", "b/.hidden.jpg", "c.txt");
        assertThat(ImageFolder.list(dir)).containsExactly(dir.resolve("a.png"), dir.resolve("b/2.jpg"));
        assertThat(ImageFolder.list(dir.resolve("c.txt"))).containsExactly(dir.resolve("c.txt"));
        refuses(() -> ImageFolder.list(dir.resolve("d")), dir.resolve("d") + ": does not exist; check the path");
    }

    @Test
    void readsNamesFromACsv() throws IOException {
        Path csv = csv("\ufeffimage,label\nb.jpg,tulip\n\nsub/a.jpg, daisy \n\"c,1.jpg\",\"the \"\"big\"\" one\"\n");
        ImageFolder folder = ImageFolder.readCsv(csv);
        assertThat(folder.labels()).containsExactly("daisy", "the \"big\" one", "tulip");
        assertThat(relative(folder)).containsExactly("b.jpg 2", "sub/a.jpg 0", "c,1.jpg 1");
    }

    @Test
    void readsIndicesFromACsvWithoutHeader() throws IOException {
        ImageFolder folder = ImageFolder.readCsv(csv("a.jpg,2\nb.jpg,0\n"));
        assertThat(folder.labels()).containsExactly("0", "1", "2");
        assertThat(relative(folder)).containsExactly("a.jpg 2", "b.jpg 0");
    }

    @Test
    void findsTheColumnsByTheHeader() throws IOException {
        ImageFolder folder = ImageFolder.readCsv(csv("id,class,filename\n1,tulip,a.jpg\n2,daisy,b.jpg\n"));
        assertThat(relative(folder)).containsExactly("a.jpg 1", "b.jpg 0");
    }

    @Test
    void takesNamesOrIndicesOfKnownClasses() throws IOException {
        ImageFolder folder = ImageFolder.readCsv(csv("a.jpg,tulip\nb.jpg,0\n"), List.of("daisy", "rose", "tulip"));
        assertThat(folder.labels()).containsExactly("daisy", "rose", "tulip");
        assertThat(relative(folder)).containsExactly("a.jpg 2", "b.jpg 0");
    }

    @Test
    void refusesALabelThatIsUnknown() throws IOException {
        Path csv = csv("image,label\na.jpg,daisy\nb.jpg,shark\n");
        refuses(
                () -> ImageFolder.readCsv(csv, List.of("daisy", "rose")),
                csv
                        + ", line 3: label \"shark\" is none of the 2 classes (daisy, rose) and no index of one; correct the label");
        Path indices = csv("a.jpg,2\n");
        refuses(
                () -> ImageFolder.readCsv(indices, List.of("daisy", "rose")),
                csv
                        + ", line 1: label \"2\" is none of the 2 classes (daisy, rose) and no index of one; correct the label");
    }

    @Test
    void refusesLinesThatAreNotImageAndLabel() throws IOException {
        Path csv = csv("image,label\na.jpg\n");
        refuses(
                () -> ImageFolder.readCsv(csv),
                csv
                        + ", line 2: has 1 values instead of 2; write image,label, with quotes around a value that has a comma");
        csv("a.jpg,b,c\n");
        refuses(
                () -> ImageFolder.readCsv(csv),
                csv
                        + ", line 1: has 3 values instead of 2; write image,label, with quotes around a value that has a comma");
        csv("a.jpg,\n");
        refuses(() -> ImageFolder.readCsv(csv), csv + ", line 1: has no label; write image,label");
        csv(",daisy\n");
        refuses(() -> ImageFolder.readCsv(csv), csv + ", line 1: has no image; write image,label");
        csv("\"a.jpg,daisy\n");
        refuses(
                () -> ImageFolder.readCsv(csv),
                csv + ", line 1: has a quote that does not close before a comma; write quotes inside twice");
    }

    @Test
    void refusesACsvThatNamesNothing() throws IOException {
        Path csv = csv("image,label\n");
        refuses(() -> ImageFolder.readCsv(csv), csv + ": names no pictures; give lines of image,label");
        Path none = dir.resolve("none.csv");
        refuses(() -> ImageFolder.readCsv(none), none + ": does not exist; check the path");
    }

    @Test
    void refusesAnIndexThatWouldMakeTooManyClasses() throws IOException {
        Path csv = csv("a.jpg,123456789\n");
        refuses(
                () -> ImageFolder.readCsv(csv),
                csv
                        + ", line 1: label is 123456789, more than the largest index, 999999; number the classes from 0 on");
    }

    @Test
    void refusesACsvThatIsNotUtf8() throws IOException {
        Path csv = dir.resolve("latin.csv");
        Files.write(csv, "a.jpg,blüte\n".getBytes(StandardCharsets.ISO_8859_1));
        refuses(() -> ImageFolder.readCsv(csv), csv + ": is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void holdsOutTheSamePartOfEachClass() {
        ImageFolder folder = folder(100, 10, 3, 2);
        Split split = folder.holdOut(0.2, 7);
        assertThat(counts(split.validation())).containsExactly(20, 2, 1, 1);
        assertThat(counts(split.training())).containsExactly(80, 8, 2, 1);
        assertThat(split.training().labels()).isEqualTo(folder.labels());
        Set<LabelledImage> both = new HashSet<>(split.training().images());
        both.addAll(split.validation().images());
        assertThat(both).hasSize(115);
    }

    @Test
    void keepsOneOfEachClassInTrainingHoweverMuchIsHeldOut() {
        assertThat(counts(folder(5, 2).holdOut(0.99, 1).training())).containsExactly(1, 1);
    }

    @Test
    void aClassOfOneStaysInTrainingWithAWarning() {
        ImageFolder folder = folder(1, 4);
        assertThat(counts(folder.holdOut(0.5, 1).validation())).containsExactly(0, 2);
        assertThat(HoldOut.warnings(folder))
                .containsExactly("class0: class has one picture, which stays in training; add more to validate it");
    }

    @Test
    void holdsOutByTheSeedAlone() {
        ImageFolder folder = folder(50, 50);
        assertThat(folder.holdOut(0.2, 3)).isEqualTo(folder.holdOut(0.2, 3));
        assertThat(folder.holdOut(0.2, 3)).isNotEqualTo(folder.holdOut(0.2, 4));
        assertThat(folder.holdOut(0, 3).training()).isEqualTo(folder);
    }

    @Test
    void refusesToHoldOutEverything() {
        assertThatThrownBy(() -> folder(4).holdOut(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hold-out: fraction is 1.0; give at least 0 and less than 1");
    }

    @Test
    void refusesALabelWithoutAName() {
        List<LabelledImage> images = List.of(new LabelledImage(Path.of("a.jpg"), 1));
        assertThatThrownBy(() -> new ImageFolder(List.of("daisy"), images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.jpg: label is 1; give 0 to 0");
    }

    private static ImageFolder folder(int... counts) {
        List<String> labels = new ArrayList<>();
        List<LabelledImage> images = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            labels.add("class" + label);
            for (int i = 0; i < counts[label]; i++) {
                images.add(new LabelledImage(Path.of(label + "-" + i + ".jpg"), label));
            }
        }
        return new ImageFolder(labels, images);
    }

    private static List<Integer> counts(ImageFolder folder) {
        List<Integer> counts = new ArrayList<>();
        for (int label = 0; label < folder.labels().size(); label++) {
            int wanted = label;
            counts.add((int) folder.images().stream()
                    .filter(image -> image.label() == wanted)
                    .count());
        }
        return counts;
    }

    private void touch(String... files) throws IOException {
        for (String file : files) {
            Drawn.write(dir.resolve(file), new byte[0]);
        }
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(dir.resolve("list.csv"), text);
    }

    private List<String> relative(ImageFolder folder) {
        return folder.images().stream()
                .map(image -> dir.relativize(image.path()).toString().replace('\\', '/') + " " + image.label())
                .collect(Collectors.toList());
    }

    private static void refuses(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(ImageException.class).hasMessage(message);
    }
}
