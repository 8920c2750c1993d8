package org.inception4j.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other libraries that can be had on this machine.
 *
 * @param entrants each mode of each library
 * @param missing libraries that cannot be had, and why
 */
public record Peers(List<Entrant> entrants, Map<String, String> missing) {
    /** What may be asked for. */
    public enum Peer {
        PYTORCH,
        ONNXRUNTIME,
        DJL
    }

    private static final List<String> PYTORCH_MODES = List.of("eager", "compile", "frozen");

    /**
     * Looks for them.
     *
     * @param python null for the one that {@link Python#find} finds
     */
    public static Peers find(List<Peer> wanted, Path python) {
        Peers peers = new Peers(new ArrayList<>(), new LinkedHashMap<>());
        Optional<Python> found = Python.find(python, System.getenv());
        if (wanted.contains(Peer.PYTORCH)) {
            peers.addPyTorch(found, python != null);
        }
        if (wanted.contains(Peer.ONNXRUNTIME)) {
            peers.addOnnxRuntime(found);
        }
        if (wanted.contains(Peer.DJL)) {
            peers.addModule("djl", "DjlPeer");
        }
        return peers;
    }

    private void addPyTorch(Optional<Python> found, boolean asked) {
        if (found.isEmpty()) {
            missing.put(
                    "pytorch",
                    "there is no python3 on the PATH; give one that has PyTorch by --python PATH or %s"
                            .formatted(Python.VARIABLE));
            return;
        }
        Optional<String> problem = found.get().cannotImport("torch");
        if (problem.isPresent() && asked) {
            throw new IllegalArgumentException("--python: %s %s; give one that has PyTorch, or leave it out by --peers"
                    .formatted(found.get().program(), problem.get()));
        }
        problem.ifPresent(why -> missing.put(
                "pytorch",
                "%s %s; give one that has PyTorch by --python PATH or %s"
                        .formatted(found.get().program(), why, Python.VARIABLE)));
        if (problem.isEmpty()) {
            PYTORCH_MODES.forEach(mode -> entrants.add(found.get().script("pytorch " + mode, "pytorch.py", mode)));
        }
    }

    private void addOnnxRuntime(Optional<Python> quantizer) {
        String[] arguments = quantizer
                .map(python -> new String[] {python.program().toString()})
                .orElse(new String[0]);
        addModule("onnxruntime", "OnnxRuntimePeer", arguments);
    }

    private void addModule(String name, String mainClass, String... arguments) {
        try {
            String classPath = Checkout.ofThisProgram().benchmarks();
            entrants.add(Entrant.peer(name, "org.inception4j.benchmarks." + mainClass, classPath, arguments));
        } catch (Absence absence) {
            missing.put(name, absence.getMessage());
        }
    }
}
