package org.inception4j.formats.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.torch.Pickle.Tuple;

/**
 * The names that a pickle may refer to, each with what is made of it here: nothing of Python is ever called. Every other name is
 * refused as soon as it appears.
 */
final class Allowed {
    static final String REMEDY = "save the tensors alone: torch.save(model.state_dict(), file)";

    private enum Function {
        ORDERED_DICT,
        TENSOR,
        TENSOR_OF_TYPE,
        PARAMETER,
        SIZE,
        DEVICE
    }

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "collections.OrderedDict", Function.ORDERED_DICT,
            "torch._utils._rebuild_tensor", Function.TENSOR,
            "torch._utils._rebuild_tensor_v2", Function.TENSOR,
            "torch._utils._rebuild_tensor_v3", Function.TENSOR_OF_TYPE,
            "torch._utils._rebuild_parameter", Function.PARAMETER,
            "torch._utils._rebuild_parameter_with_state", Function.PARAMETER,
            "torch.Size", Function.SIZE,
            "torch.device", Function.DEVICE);

    /** Stands for {@code torch.storage.UntypedStorage}. */
    private static final Object UNTYPED = new Object();

    private final Pickle pickle;
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    Allowed(Pickle pickle) {
        this.pickle = pickle;
    }

    /** All that were referred to. */
    Map<String, Storage> storages() {
        return storages;
    }

    /** What a name stands for. */
    Object named(String module, String name) throws FormatException {
        String full = module + "." + name;
        if (FUNCTIONS.containsKey(full)) {
            return FUNCTIONS.get(full);
        }
        if (full.equals("torch.storage.UntypedStorage")) {
            return UNTYPED;
        }
        Optional<ElementType> type =
                switch (module) {
                    case "torch" -> ElementType.ofStorage(name).or(() -> ElementType.named(name));
                    case "torch.cuda" -> ElementType.ofStorage(name);
                    default -> Optional.empty();
                };
        return type.orElseThrow(() ->
                pickle.refused("%s: is not a tensor's, and nothing else is built or called".formatted(full), REMEDY));
    }

    Object call(Object function, List<Object> arguments) throws FormatException {
        if (!(function instanceof Function known)) {
            throw pickle.damaged("something is called that is no function");
        }
        return switch (known) {
            case ORDERED_DICT -> orderedDict(arguments);
            case TENSOR -> tensor(arguments, Optional.empty());
            case TENSOR_OF_TYPE -> tensor(arguments, Optional.of(argument(arguments, 6, ElementType.class)));
            case PARAMETER -> argument(arguments, 0, StoredTensor.class);
            case SIZE -> argument(arguments, 0, Tuple.class);
            case DEVICE -> argument(arguments, 0, String.class);
        };
    }

    /** What an object remembers beyond its contents: of an OrderedDict its versions, which nothing here needs. */
    void build(Object state, Object target) throws FormatException {
        if (!(target instanceof Dict && state instanceof Dict)) {
            throw pickle.damaged("something is given a state that is no dict");
        }
    }

    /** ("storage", class, key, location, numbers) and, before PyTorch 0.4, (key, offset, numbers) of a view or None. */
    Storage storage(Object reference) throws FormatException {
        if (!(reference instanceof Tuple(List<Object> parts))
                || parts.isEmpty()
                || !"storage".equals(parts.getFirst())) {
            throw pickle.damaged("something outside of the pickle is referred to that is no storage");
        }
        Object type = argument(parts, 1, Object.class);
        if (type != UNTYPED && !(type instanceof ElementType)) {
            throw pickle.damaged("a storage has no type");
        }
        Optional<ElementType> numbers = type instanceof ElementType known ? Optional.of(known) : Optional.empty();
        Storage whole = storage(argument(parts, 2, String.class), numbers, 0, argument(parts, 4, Long.class));
        Storage before = storages.putIfAbsent(whole.key(), whole);
        if (before != null && !before.equals(whole)) {
            throw pickle.damaged("the storage %s is of two types or sizes".formatted(whole.key()));
        }
        return parts.size() > 5 && parts.get(5) instanceof Tuple(List<Object> view) ? view(whole, view) : whole;
    }

    private Storage view(Storage whole, List<Object> view) throws FormatException {
        long offset = argument(view, 1, Long.class);
        Storage part = storage(whole.key(), whole.type(), offset, argument(view, 2, Long.class));
        if (offset < 0 || part.begin() + part.bytes() > whole.bytes()) {
            throw pickle.damaged("a view reaches beyond its storage " + whole.key());
        }
        return part;
    }

    private Storage storage(String key, Optional<ElementType> type, long offset, long elements) throws FormatException {
        int bytes = type.map(ElementType::bytes).orElse(1);
        if (elements < 0 || elements > Long.MAX_VALUE / 32 || offset > Long.MAX_VALUE / 32) {
            throw pickle.damaged("the storage %s has %d numbers".formatted(key, elements));
        }
        return new Storage(key, type, offset * bytes, elements * bytes);
    }

    private Dict orderedDict(List<Object> arguments) throws FormatException {
        // Python 2: OrderedDict([[key, value], …])
        List<?> items = arguments.isEmpty() ? List.of() : argument(arguments, 0, List.class);
        Dict dict = pickle.made(items.size() + 1, Dict::new);
        for (Object item : items) {
            if (!(item instanceof List<?> pair) || pair.size() != 2 || !(pair.getFirst() instanceof String key)) {
                throw pickle.damaged("an OrderedDict is made of what are no pairs of a name and a value");
            }
            dict.items().put(key, pair.getLast());
        }
        return dict;
    }

    /** (storage, offset, sizes, strides, …) */
    private StoredTensor tensor(List<Object> arguments, Optional<ElementType> own) throws FormatException {
        Storage storage = argument(arguments, 0, Storage.class);
        ElementType type = own.or(storage::type)
                .orElseThrow(() -> pickle.damaged("a tensor on the storage %s has no type".formatted(storage.key())));
        long offset = argument(arguments, 1, Long.class);
        StoredTensor tensor = new StoredTensor(storage, type, offset, numbers(arguments, 2), numbers(arguments, 3));
        Optional<String> problem = tensor.problem();
        if (problem.isPresent()) {
            throw pickle.damaged("a tensor " + problem.get());
        }
        return tensor;
    }

    private List<Long> numbers(List<Object> arguments, int index) throws FormatException {
        List<Object> items = argument(arguments, index, Tuple.class).items();
        if (items.size() > StoredTensor.MOST_AXES || !items.stream().allMatch(Long.class::isInstance)) {
            throw pickle.damaged(
                    "the sizes of a tensor are not at most %d whole numbers".formatted(StoredTensor.MOST_AXES));
        }
        return items.stream().map(Long.class::cast).toList();
    }

    private <T> T argument(List<Object> arguments, int index, Class<T> type) throws FormatException {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw pickle.damaged("a call has no %s as its argument %d".formatted(type.getSimpleName(), index + 1));
        }
        return type.cast(arguments.get(index));
    }
}
