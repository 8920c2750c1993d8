package org.inception4j.app.plot;

import org.inception4j.model.Model;

/** A picture of a network: its blocks in frames, in each the graph of its layers with names, types, shapes and parameters. */
public final class NetworkPlot {
    private final Diagram diagram;

    private NetworkPlot(Diagram diagram) {
        this.diagram = diagram;
    }

    /** Models inside the model are drawn with their layers. */
    public static NetworkPlot of(Model model) {
        return new NetworkPlot(Diagram.of(model.flattened()));
    }

    /** How many frames there are: blocks, what lies between or after them, and auxiliary heads. */
    public int frames() {
        return diagram.frames().size();
    }

    /** How many uses of layers are drawn, each once. */
    public int layers() {
        return diagram.layers().size();
    }

    /** One picture of everything, for documents and for printing. */
    public String svg() {
        return new SvgPicture(diagram).text();
    }

    /** A page of its own, whose blocks open and close and whose layers can be searched. */
    public String html() {
        return new HtmlPage(diagram).text();
    }
}
