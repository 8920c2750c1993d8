package org.inception4j.formats.caffe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.protobuf.MessageReader;

/** The message {@code NetParameter}; its numbers of fields are those of {@code caffe.proto}. */
final class NetReader {
    private static final int NAME = 1;
    private static final int LAYERS_OF_2014 = 2;
    private static final int LAYER = 100;

    /** Each needs only two bytes: a file of nothing else must not fill the memory. */
    private static final int MAX_LAYERS = 100_000;

    private final MessageReader message;
    private final List<CaffeLayer> layers = new ArrayList<>();
    private String name = "";

    NetReader(MessageReader message) {
        this.message = message;
    }

    CaffeNet read() throws IOException {
        message.fields(this::field);
        return new CaffeNet(message.filePlace(), name, layers);
    }

    private void field(int number) throws IOException {
        if (!message.hasLength()) {
            message.skip();
            return;
        }
        switch (number) {
            case NAME -> name = message.text();
            case LAYERS_OF_2014 -> layer(LayerReader.Fields.OF_2014);
            case LAYER -> layer(LayerReader.Fields.TODAY);
            default -> message.skip();
        }
    }

    private void layer(LayerReader.Fields fields) throws IOException {
        if (layers.size() == MAX_LAYERS) {
            throw message.refused("has more than %d layers".formatted(MAX_LAYERS), "give a network");
        }
        layers.add(new LayerReader(message, fields, layers.size()).read());
        message.at("");
    }
}
