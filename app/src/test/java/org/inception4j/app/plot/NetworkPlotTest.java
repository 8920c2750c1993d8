package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.inception4j.app.plot.Layered.Point;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class NetworkPlotTest {
    @ParameterizedTest
    @MethodSource("models")
    void drawsEachLayerOnceInAWellFormedPicture(Model model) throws Exception {
        Document svg = parsed(NetworkPlot.of(model).svg());

        assertThat(withClass(svg, "g", "layer").stream().map(NetworkPlotTest::title))
                .containsExactlyInAnyOrderElementsOf(titles(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsEachLayerOnceInAWellFormedPage(Model model) throws Exception {
        Document page = parsed(NetworkPlot.of(model).html());

        assertThat(withClass(page, "a", "layer").stream().map(NetworkPlotTest::title))
                .containsExactlyInAnyOrderElementsOf(titles(model));
        assertThat(withClass(page, "a", "layer").stream().map(link -> link.getAttribute("href")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, model.nodes().size())
                                .mapToObj(number -> "#layer-" + number)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("models")
    void leadsEveryLinkOfThePageToAnElementThatIsThere(Model model) throws Exception {
        Document page = parsed(NetworkPlot.of(model).html());

        List<String> ids = attributes(page, "id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(attributes(page, "href")).isNotEmpty().allSatisfy(href -> assertThat(ids)
                .contains(href.substring(1)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsNoCellOnAnother(Model model) throws Exception {
        Document svg = parsed(NetworkPlot.of(model).svg());

        List<Area> cells = areas(svg, "box");
        assertThat(cells).hasSizeGreaterThanOrEqualTo(1);
        assertThat(overlaps(cells)).isEmpty();
        assertThat(overlaps(areas(svg, "border"))).isEmpty();
    }

    @Test
    void givesTheSameTextEachTime() {
        assertThat(NetworkPlot.of(Shapes.heads()).svg())
                .isEqualTo(NetworkPlot.of(Shapes.heads()).svg());
        assertThat(NetworkPlot.of(Shapes.heads()).html())
                .isEqualTo(NetworkPlot.of(Shapes.heads()).html());
    }

    @Test
    void letsNoNameBecomeMarkup() throws Exception {
        NetworkPlot plot = NetworkPlot.of(Shapes.hostile());

        assertThat(plot.svg()).doesNotContain("<script", "\u0000").contains("&lt;script&gt;alert('in')");
        assertThat(plot.html()).doesNotContain("<script>alert", "\u0000").contains("&lt;script&gt;alert('in')");
        Document page = parsed(plot.html());
        assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("</title><script>alert(1)</script> – network");
        assertThat(withClass(page, "a", "layer").getLast().getTextContent())
                .contains("a\"b&c\uFFFDd]]>e</style>\uFFFDf");
    }

    @Test
    void needsNothingFromElsewhere() throws Exception {
        String page = NetworkPlot.of(Shapes.heads()).html();

        assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:", "@import", "src=");
        assertThat(parsed(page).getDocumentElement().getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void countsSharedWeightsOnce() {
        Diagram diagram = Diagram.of(Shapes.twins());
        long parameters =
                diagram.frames().stream().mapToLong(diagram::parameters).sum();

        assertThat(parameters).isEqualTo(diagram.model().parameters());
    }

    @Test
    void putsAHeadBesideTheBlockItLooksAt() throws Exception {
        Document page = parsed(NetworkPlot.of(Shapes.heads()).html());

        Element step = withClass(page, "li", "step forks").getFirst();
        assertThat(withClass(page, "li", "step forks")).hasSize(1);
        assertThat(blocks(step)).containsExactly("concatenate", "side", "aside");
    }

    static Stream<Model> models() {
        return Stream.concat(
                Shapes.all().stream(),
                Networks.all().stream()
                        .map(network -> network.build(network.defaults().withAuxiliary(true))));
    }

    private static List<String> titles(Model model) {
        Diagram diagram = Diagram.of(model);
        return diagram.layers().stream()
                .map(CellDrawing::title)
                .map(title -> title.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'))
                .toList();
    }

    private static Document parsed(String text) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<Element> withClass(Document document, String tag, String style) {
        return elements(document, tag).stream()
                .filter(element -> element.getAttribute("class").equals(style))
                .toList();
    }

    private static List<String> attributes(Document document, String name) {
        return elements(document, "*").stream()
                .map(element -> element.getAttribute(name))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<String> blocks(Element step) {
        NodeList details = step.getElementsByTagName("details");
        return IntStream.range(0, details.getLength())
                .mapToObj(i -> ((Element) details.item(i)).getAttribute("data-name"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String title(Element layer) {
        return layer.getElementsByTagName("title").item(0).getTextContent();
    }

    /** A rectangle where it is seen. */
    private record Area(double left, double top, double right, double bottom) {
        boolean overlaps(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private static List<Area> areas(Document svg, String style) {
        return withClass(svg, "rect", style).stream()
                .map(rectangle -> {
                    Point corner = corner(rectangle);
                    return new Area(
                            corner.x(),
                            corner.y(),
                            corner.x() + Double.parseDouble(rectangle.getAttribute("width")),
                            corner.y() + Double.parseDouble(rectangle.getAttribute("height")));
                })
                .toList();
    }

    private static Point corner(Element rectangle) {
        double x = 0;
        double y = 0;
        for (org.w3c.dom.Node node = rectangle; node instanceof Element element; node = node.getParentNode()) {
            String[] moved = element.getAttribute("transform").split("[( )]");
            if (moved.length == 3) {
                x += Double.parseDouble(moved[1]);
                y += Double.parseDouble(moved[2]);
            }
        }
        return new Point(x, y);
    }

    private static Set<List<Area>> overlaps(List<Area> areas) {
        Set<List<Area>> overlaps = new HashSet<>();
        List<Area> seen = new ArrayList<>();
        for (Area area : areas) {
            seen.stream().filter(area::overlaps).forEach(other -> overlaps.add(List.of(other, area)));
            seen.add(area);
        }
        return overlaps;
    }
}
