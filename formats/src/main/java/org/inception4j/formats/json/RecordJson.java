package org.inception4j.formats.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;

/**
 * Records as JSON and back, exactly: an object with a field for each component. A component whose type is a sealed interface gets
 * a field {@code type} in front, or is only that type's name if it has no components; enums are names in lower case; a
 * {@link Shape} and a {@link Size} are lists, maps from strings are objects.
 *
 * <p>Values know nothing of JSON, and a component that is added to one cannot be forgotten here.
 */
public final class RecordJson {
    private static final String TYPE = "type";
    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return Kind.of(type);
        }
    };
    private static final ClassValue<Map<String, Class<?>>> MEMBERS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> family) {
            Map<String, Class<?>> members = new LinkedHashMap<>();
            for (Class<?> member : family.getPermittedSubclasses()) {
                members.put(typeName(family, member), member);
            }
            return members;
        }
    };

    private RecordJson() {}

    /**
     * The value as maps, lists, strings and numbers for {@link JsonText}.
     *
     * @param type the record's class, or the sealed interface it belongs to
     */
    public static <T> Object write(T value, Class<T> type) {
        return toJson(value, type);
    }

    /** As {@link #write}, of a record whose class the reader will know. */
    public static Map<String, Object> writeRecord(Record record) {
        return components(record, new LinkedHashMap<>());
    }

    /** What {@link #write} wrote; missing and unknown fields and values that the record refuses are refused with their place. */
    public static <T> T read(JsonValue json, Class<T> type) throws FormatException {
        return type.cast(fromJson(json, type));
    }

    private static Object toJson(Object value, Class<?> declared) {
        return switch (value) {
            case Shape shape -> shape.sizes();
            case Size size -> List.of(size.height(), size.width());
            case ActivationFunction function when plain(function) -> lowerCase(function.kind());
            case Enum<?> constant -> lowerCase(constant);
            case Model model -> ModelJson.tree(model);
            case List<?> list ->
                list.stream().map(one -> toJson(one, one.getClass())).toList();
            case Map<?, ?> map -> entries(map);
            case Record record when declared.isSealed() -> tagged(record, declared);
            case Record record -> components(record, new LinkedHashMap<>());
            default -> value;
        };
    }

    private static Object tagged(Record record, Class<?> family) {
        String name = typeName(family, record.getClass());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(TYPE, name);
        components(record, fields);
        return fields.size() == 1 && family != Layer.class ? name : fields;
    }

    private static Map<String, Object> components(Record record, Map<String, Object> fields) {
        for (RecordComponent component : KINDS.get(record.getClass()).components()) {
            fields.put(component.getName(), toJson(valueOf(component, record), component.getType()));
        }
        return fields;
    }

    private static Map<String, Object> entries(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put((String) key, toJson(value, value.getClass())));
        return fields;
    }

    private static Object fromJson(JsonValue json, Type type) throws FormatException {
        if (!(type instanceof ParameterizedType generic)) {
            return fromJson(json, (Class<?>) type);
        } else if (generic.getRawType() == List.class) {
            return list(json, generic.getActualTypeArguments()[0]);
        } else if (generic.getRawType() == Map.class) {
            return map(json, generic.getActualTypeArguments()[1]);
        }
        throw cannotHold(type);
    }

    private static Object fromJson(JsonValue json, Class<?> type) throws FormatException {
        if (type == int.class || type == Integer.class) {
            return json.int32();
        } else if (type == long.class || type == Long.class) {
            return json.int64();
        } else if (type == float.class || type == Float.class) {
            return json.float32();
        } else if (type == double.class || type == Double.class) {
            return json.float64();
        } else if (type == boolean.class) {
            return json.bool();
        } else if (type == String.class) {
            return json.string();
        } else if (type.isEnum()) {
            return constant(json, type);
        }
        return object(json, type);
    }

    private static Object object(JsonValue json, Class<?> type) throws FormatException {
        if (type == Shape.class) {
            return shape(json);
        } else if (type == Size.class) {
            return size(json);
        } else if (type == Model.class) {
            return ModelJson.read(json);
        } else if (type == ActivationFunction.class && json.isString()) {
            return new ActivationFunction((ActivationFunction.Kind) constant(json, ActivationFunction.Kind.class), 0);
        } else if (type.isSealed()) {
            return member(json, type);
        } else if (type.isRecord()) {
            return record(json, type, Set.of());
        }
        throw cannotHold(type);
    }

    private static IllegalArgumentException cannotHold(Type type) {
        return new IllegalArgumentException(
                "JSON: cannot hold a %s; use records, enums, lists, maps and numbers".formatted(type.getTypeName()));
    }

    private static Object member(JsonValue json, Class<?> family) throws FormatException {
        JsonValue name = json.isString() ? json : json.field(TYPE);
        Class<?> member = MEMBERS.get(family).get(name.string());
        if (member == null) {
            throw name.refused(
                    "there is no %s of the type %s".formatted(spoken(family), name.string()),
                    "known are " + String.join(", ", MEMBERS.get(family).keySet()));
        }
        if (json.isString() && KINDS.get(member).components().isEmpty()) {
            return make(json, KINDS.get(member), List.of());
        }
        return record(json, member, Set.of(TYPE));
    }

    private static Object record(JsonValue json, Class<?> type, Set<String> besides) throws FormatException {
        Kind kind = KINDS.get(type);
        Set<String> known = new LinkedHashSet<>(besides);
        kind.components().forEach(component -> known.add(component.getName()));
        json.checkFields(known); // before a field is missed whose name is misspelt
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : kind.components()) {
            values.add(fromJson(json.field(component.getName()), component.getGenericType()));
        }
        return make(json, kind, values);
    }

    private static Object make(JsonValue json, Kind kind, List<Object> values) throws FormatException {
        try {
            return kind.constructor().newInstance(values.toArray());
        } catch (InvocationTargetException refusal) {
            if (refusal.getCause() instanceof IllegalArgumentException wrong) {
                throw new FormatException(json.place(), wrong);
            }
            throw new IllegalStateException(json.place(), refusal.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(json.place(), impossible);
        }
    }

    private static List<Object> list(JsonValue json, Type element) throws FormatException {
        List<Object> list = new ArrayList<>();
        for (JsonValue one : json.elements()) {
            list.add(fromJson(one, element));
        }
        return list;
    }

    private static Map<String, Object> map(JsonValue json, Type element) throws FormatException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : json.fields().entrySet()) {
            map.put(field.getKey(), fromJson(field.getValue(), element));
        }
        return map;
    }

    private static Shape shape(JsonValue json) throws FormatException {
        List<Integer> sizes = new ArrayList<>();
        for (JsonValue size : json.elements()) {
            sizes.add(size.int32());
        }
        try {
            return new Shape(sizes);
        } catch (IllegalArgumentException wrong) {
            throw new FormatException(json.place(), wrong);
        }
    }

    private static Size size(JsonValue json) throws FormatException {
        List<JsonValue> sides = json.elements();
        if (sides.size() != 2) {
            throw json.refused("has %d numbers".formatted(sides.size()), "give a height and a width");
        }
        return Size.of(sides.getFirst().int32(), sides.getLast().int32());
    }

    private static Object constant(JsonValue json, Class<?> type) throws FormatException {
        String name = json.string();
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            known.add(lowerCase((Enum<?>) constant));
            if (known.getLast().equals(name)) {
                return constant;
            }
        }
        throw json.refused("is \"%s\"".formatted(name), "give one of " + String.join(", ", known));
    }

    private static Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component.toString(), impossible);
        }
    }

    /** Bits, not {@code ==}: minus zero must come back as it was. */
    private static boolean plain(ActivationFunction function) {
        return Float.floatToRawIntBits(function.alpha()) == 0;
    }

    /** Layers have Keras' class names; what is nested in its family, as {@code Padding.Same}, is written in snake case. */
    private static String typeName(Class<?> family, Class<?> member) {
        return family == Layer.class ? member.getSimpleName() : snakeCase(member.getSimpleName());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String spoken(Class<?> family) {
        return family.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What is asked of a record's class once. */
    private record Kind(List<RecordComponent> components, Constructor<?> constructor) {
        static Kind of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return new Kind(List.of(components), constructor);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(type.toString(), impossible);
            }
        }
    }
}
