package org.inception4j.app.plot;

import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/**
 * A part of a network that is drawn in a frame of its own.
 *
 * @param number its place among all frames, from 0
 * @param auxiliary true for a head that only training uses
 * @param nodes each after its inputs
 */
record Frame(int number, String name, boolean auxiliary, List<Node> nodes) {
    Frame {
        nodes = List.copyOf(nodes);
    }

    /** The last node. */
    Node end() {
        return nodes.getLast();
    }

    Shape shape() {
        return end().shape();
    }

    /** What names of layers inside need not repeat: the frame's name where it is a folder of theirs, else the folder of all. */
    String folder(Model model) {
        List<String> names = nodes.stream().map(model::name).toList();
        if (names.stream().anyMatch(each -> each.startsWith(name + "/"))) {
            return name;
        }
        String folder = names.getFirst();
        while (!folder.isEmpty() && !isFolderOf(names, folder)) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
        return folder;
    }

    private static boolean isFolderOf(List<String> names, String folder) {
        return names.stream().allMatch(each -> each.equals(folder) || each.startsWith(folder + "/"));
    }
}
